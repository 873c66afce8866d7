package dev.baton.gateway.feed.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.gateway.feed.FeedRecord;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.InFlight;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a partition for all who miss something of it. Who comes while it runs joins it where it stands, or
 * waits for the next pass if what they need is behind; who has left is skipped. The reading thread's own.
 */
final class PartitionPass {
    private static final EventCodec CODEC = new EventCodec();

    private final Map<AccountId, List<Missed>> waiting = new HashMap<>();
    private final InFlight inFlight;
    private final long maxStreamBytes;
    private long position = -1;
    private long beganAt = System.nanoTime();

    PartitionPass(InFlight inFlight, PastProperties properties) {
        this.inFlight = inFlight;
        this.maxStreamBytes = properties.maxStreamSize().toBytes();
    }

    void add(Missed missed) {
        waiting.computeIfAbsent(missed.account(), account -> new ArrayList<>(1)).add(missed);
    }

    int size() {
        return waiting.values().stream().mapToInt(List::size).sum();
    }

    /** The offset to read on from: the smallest that is needed by those who still wait. Empty when nobody does. */
    OptionalLong next() {
        all().filter(missed -> !missed.isWaiting()).forEach(Missed::drop);
        waiting.values().forEach(each -> each.removeIf(missed -> !missed.isWaiting()));
        waiting.values().removeIf(List::isEmpty);
        OptionalLong needed = first(offset -> position >= 0 && offset >= position);
        if (needed.isEmpty()) {
            needed = first(offset -> true);
            beganAt = System.nanoTime();
        }
        needed.ifPresent(offset -> position = offset);
        return needed;
    }

    private OptionalLong first(LongPredicate condition) {
        return all().mapToLong(Missed::next).filter(condition).min();
    }

    private Stream<Missed> all() {
        return waiting.values().stream().flatMap(List::stream);
    }

    void take(ConsumerRecord<byte[], byte[]> entry) {
        RecordHeaders.feedRecord(entry).ifPresent(event -> {
            List<Missed> account = waiting.getOrDefault(event.account(), List.of());
            // Only what somebody waits for is parsed.
            if (!account.isEmpty() && RecordHeaders.isReadable(CODEC, entry)) {
                take(event, account);
            }
        });
    }

    private void take(FeedRecord event, List<Missed> account) {
        @Nullable
        ByteBuf block = null;
        try {
            for (Missed missed : account) {
                if (missed.isWaiting() && missed.goesOnAt(position) && missed.spans(event.offset())
                        && missed.takes(event)) {
                    if (block == null) {
                        block = event.block(missed.from().topicId());
                    }
                    add(missed, event, block);
                }
            }
        } finally {
            if (block != null) {
                block.release();
            }
        }
    }

    private void add(Missed missed, FeedRecord event, ByteBuf block) {
        // Its own bound first: who needs more than that gets it at no other time either.
        if (!missed.hasRoomFor(block, maxStreamBytes)) {
            missed.lose(ResyncReason.TOO_MUCH);
        } else if (inFlight.admits(event.account(), block)) {
            missed.add(block, event.timestamp());
        } else {
            missed.lose(ResyncReason.UNAVAILABLE);
        }
    }

    /** Everything below the offset was taken. */
    void reached(long offset, PastMetrics metrics) {
        List<Missed> aboard = all().filter(missed -> missed.goesOnAt(position)).toList();
        aboard.forEach(missed -> missed.reached(offset));
        position = offset;
        if (!aboard.isEmpty() && aboard.stream().noneMatch(Missed::isWaiting)) {
            metrics.read(Duration.ofNanos(System.nanoTime() - beganAt));
        }
    }

    /** The offset up to which it has read; negative before the first. */
    long position() {
        return position;
    }

    /** Kafka has this of the partition; who needs something else is told, and the others go on. */
    void has(long start, long end) {
        all().filter(missed -> missed.next() < start).forEach(missed -> missed.lose(ResyncReason.TOO_OLD));
        // Its end is before the place that was asked for.
        all().filter(missed -> missed.next() > end).forEach(missed -> missed.lose(ResyncReason.UNAVAILABLE));
    }

    void lose(ResyncReason reason) {
        all().forEach(missed -> missed.lose(reason));
    }
}
