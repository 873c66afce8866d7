package dev.baton.gateway.past;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ObjLongConsumer;

/**
 * Events of the past on their way to one client, in order. The bytes are shared with others who missed the same event;
 * whoever holds this releases it. One thread at a time.
 */
public final class PastFrames {
    private final Deque<Past> frames = new ArrayDeque<>(1);
    private long bytes;

    private record Past(ByteBuf block, long timestamp) {}

    /** @param block retained for this client */
    void add(ByteBuf block, long timestamp) {
        bytes += block.readableBytes();
        frames.addLast(new Past(block, timestamp));
    }

    /** Takes over what was missed after these; if that fails, it is given back. */
    public void addAll(PastFrames later) {
        try {
            frames.addAll(later.frames);
            bytes += later.bytes;
            later.frames.clear();
        } finally {
            later.release();
        }
    }

    public boolean isEmpty() {
        return frames.isEmpty();
    }

    public int count() {
        return frames.size();
    }

    public long bytes() {
        return bytes;
    }

    /** Hands over the next frames, at most {@code maxBytes} and at least one; they are gone from here. */
    public void read(int maxBytes, ObjLongConsumer<ByteBuf> batch) {
        int sum = 0;
        Past next = frames.peekFirst();
        while (next != null) {
            int size = next.block().readableBytes();
            if (sum > 0 && sum + size > maxBytes) {
                return;
            }
            sum += size;
            bytes -= size;
            frames.removeFirst();
            batch.accept(next.block(), next.timestamp());
            next = frames.peekFirst();
        }
    }

    /** Gives everything back. */
    public void release() {
        frames.forEach(past -> past.block().release());
        frames.clear();
        bytes = 0;
    }
}
