package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Topics;
import dev.baton.gateway.feed.LogFixture;
import dev.baton.gateway.feed.PartitionScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a partition counts as caught up, before which nobody is let in. */
class HandoffReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.HANDOFF_EVENTS, 0);

    private final LogFixture feed = LogFixture.empty();
    private final HandoffReader reader = feed.reader(HandoffReader::new);
    private final Broker broker = new Broker();

    /** A partition as a broker has it. */
    private static final class Broker extends MockConsumer<byte[], byte[]> {
        private long firstInWindow;

        Broker() {
            super("none");
            assign(List.of(PARTITION));
        }

        void has(long start, long end) {
            updateBeginningOffsets(Map.of(PARTITION, start));
            updateEndOffsets(Map.of(PARTITION, end));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) -> found.put(partition,
                    firstInWindow < 0 ? null : new OffsetAndTimestamp(firstInWindow, time)));
            return found;
        }
    }

    private void begin(long firstInWindow, long end) {
        broker.has(0, end);
        broker.firstInWindow = firstInWindow;
        reader.begin(new TopicShape(Topics.HANDOFF_EVENTS, new UUID(1, 1), 1), broker);
    }

    private void polledUpTo(long offset) {
        reader.polled(new ConsumerRecords<>(Map.of(), Map.of(PARTITION, new OffsetAndMetadata(offset))));
    }

    private PartitionScan scan() {
        return Objects.requireNonNull(feed.logs().topic()).partition(0);
    }

    @Test
    void whereNothingHappenedInTheWindowThereIsNothingToWaitFor() {
        begin(-1, 100);

        assertThat(scan().caughtUp()).isTrue();
        assertThat(scan().next()).isEqualTo(100);
    }

    @Test
    void untilTheEndIsReadItIsNotCaughtUp() {
        begin(60, 100);
        assertThat(scan().caughtUp()).isFalse();
        polledUpTo(99);
        assertThat(scan().caughtUp()).isFalse();

        polledUpTo(100);

        assertThat(scan().caughtUp()).isTrue();
        assertThat(scan().next()).isEqualTo(100);
    }

    @Test
    void whoWasOvertakenByRetentionReadsToTheEndThatThereIsNow() {
        begin(60, 100);
        broker.has(3_000, 5_000);

        reader.lost(List.of(PARTITION), broker);

        assertThat(scan().next()).isEqualTo(3_000);
        assertThat(scan().caughtUp()).isFalse();
        polledUpTo(5_000);
        assertThat(scan().caughtUp()).isTrue();
    }

    @Test
    void whereTheEndWasLostNobodyWaitsForIt() {
        begin(60, 100);
        broker.has(0, 50);

        reader.lost(List.of(PARTITION), broker);

        assertThat(scan().next()).isEqualTo(50);
        assertThat(scan().caughtUp()).isTrue();
    }
}
