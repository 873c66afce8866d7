package dev.baton.gateway.feed.messaging;

import dev.baton.events.Topics;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.InFlight;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * What is being read of the handoff topic again: one {@link PartitionPass} for each partition of which somebody missed
 * something. The reading thread's own; others may look at the sums.
 */
final class PastPasses {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    private final PastProperties properties;
    private final PastMetrics metrics;
    private final InFlight inFlight;
    private final Map<TopicPartition, PartitionPass> passes = new HashMap<>();
    private volatile int waiting;

    PastPasses(PastProperties properties, PastMetrics metrics) {
        this.properties = properties;
        this.metrics = metrics;
        this.inFlight = new InFlight(properties);
    }

    /** Who waited when this was last looked at. */
    int waiting() {
        return waiting;
    }

    /** What is read and not yet written, when this was last looked at. */
    long bytes() {
        return inFlight.bytes();
    }

    boolean isEmpty() {
        return passes.isEmpty();
    }

    void add(Missed missed) {
        passes.computeIfAbsent(new TopicPartition(Topics.HANDOFF_EVENTS, missed.from().partition()),
                partition -> new PartitionPass(inFlight, properties)).add(missed);
    }

    void lose(ResyncReason reason) {
        passes.values().forEach(pass -> pass.lose(reason));
        passes.clear();
        waiting = 0;
    }

    /** Reads on for all who still wait. Returns whether Kafka had something. */
    boolean read(Consumer<byte[], byte[]> consumer) {
        seek(consumer);
        boolean some = !passes.isEmpty() && poll(consumer);
        inFlight.count();
        return some;
    }

    private void seek(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        passes.forEach((partition, pass) -> {
            long before = pass.position();
            pass.next()
                    .ifPresent(offset -> {
                        // Where it stands already, a seek would throw away what the client has fetched ahead.
                        positions.put(partition, offset == before ? -1 : offset);
                    });
        });
        passes.keySet().retainAll(positions.keySet());
        waiting = passes.values().stream().mapToInt(PartitionPass::size).sum();
        if (!consumer.assignment().equals(positions.keySet())) {
            consumer.assign(positions.keySet());
        }
        positions.values().removeIf(offset -> offset < 0);
        positions.forEach(consumer::seek);
    }

    private boolean poll(Consumer<byte[], byte[]> consumer) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            metrics.records(records.count());
            for (TopicPartition partition : records.partitions()) {
                records.records(partition).forEach(pass(partition)::take);
            }
            // Also past what is no record: a place that a transaction or a compaction left empty.
            records.nextOffsets().forEach((partition, next) -> pass(partition).reached(next.offset(), metrics));
            return !records.isEmpty();
        } catch (OffsetOutOfRangeException e) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(e.partitions(), LOOK_UP);
            consumer.beginningOffsets(e.partitions(), LOOK_UP)
                    .forEach((partition, start) -> pass(partition).has(start,
                            Objects.requireNonNull(ends.get(partition))));
            return false;
        }
    }

    private PartitionPass pass(TopicPartition partition) {
        return Objects.requireNonNull(passes.get(partition));
    }
}
