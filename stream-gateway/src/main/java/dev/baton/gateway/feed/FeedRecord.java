package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of the handoff topic, as its headers tell.
 *
 * @param timestamp in milliseconds since 1970
 * @param traceparent of the request that caused it
 * @param value goes to the streams as it is
 */
public record FeedRecord(AccountId account, String type, long epoch, long sequence, int partition, long offset,
        long timestamp, @Nullable String traceparent, ByteBuffer value) {
    private static final String SHOWN = "handoff_";

    public FeedRecord {
        if (epoch < 1 || sequence < 1) {
            throw new IllegalArgumentException("epoch and sequence start at 1");
        }
    }

    /** Streams show handoffs; other events of the account only move its cursor. */
    public boolean isShown() {
        return type.startsWith(SHOWN);
    }

    public RecordPlace place() {
        return new RecordPlace(epoch, sequence, partition, offset);
    }

    /** The record as streams show it, with the cursor of who has seen it; the caller owns the bytes. */
    public ByteBuf block(UUID topicId) {
        Cursor cursor = new Cursor(topicId, partition, epoch, sequence, offset + 1);
        return SseBlock.event(type, cursor.encode(account), value);
    }
}
