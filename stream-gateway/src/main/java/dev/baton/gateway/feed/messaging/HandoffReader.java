package dev.baton.gateway.feed.messaging;

import dev.baton.events.EventCodec;
import dev.baton.events.Topics;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.FeedMetrics;
import dev.baton.gateway.feed.FeedProperties;
import dev.baton.gateway.feed.PartitionScan;
import dev.baton.gateway.feed.TopicScan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the logs of all accounts from the handoff topic. */
final class HandoffReader implements TopicReader {
    private static final Logger log = LoggerFactory.getLogger(HandoffReader.class);
    private static final Duration IDLE_SWEEP = Duration.ofMinutes(1);

    private final AccountLogs logs;
    private final FeedProperties properties;
    private final FeedMetrics metrics;
    private final Clock clock;
    private final EventCodec codec = new EventCodec();
    // As they were when reading of the partition began, or began anew after a loss.
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long sweptAtMillis;

    HandoffReader(AccountLogs logs, FeedProperties properties, FeedMetrics metrics, Clock clock) {
        this.logs = logs;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return Topics.HANDOFF_EVENTS;
    }

    @Override
    public Map<TopicPartition, Long> begin(TopicShape shape, Consumer<byte[], byte[]> consumer) {
        ends.clear();
        ends.putAll(consumer.endOffsets(shape.all()));
        TopicScan last = logs.topic();
        List<PartitionScan> scans = new ArrayList<>();
        if (last != null && last.topicId().equals(shape.id())) {
            scans.addAll(last.partitions());
            // Partitions that were added since the start are read whole: no event of theirs was seen yet.
            for (TopicPartition added : shape.all().subList(scans.size(), shape.partitions())) {
                scans.add(new PartitionScan(added.partition(), 0));
            }
        } else {
            long since = clock.millis() - properties.window().toMillis();
            startOffsets(shape, consumer, since)
                    .forEach((partition, offset) -> scans.add(new PartitionScan(partition.partition(), offset)));
        }
        TopicScan scan = new TopicScan(shape.id(), scans);
        logs.begin(scan);
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : shape.all()) {
            long position = scans.get(partition.partition()).next();
            positions.put(partition, position);
            // Where there is nothing to read, no poll will tell of it.
            reached(scan, partition, position);
        }
        return positions;
    }

    private Map<TopicPartition, Long> startOffsets(TopicShape shape, Consumer<byte[], byte[]> consumer, long since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        shape.all().forEach(partition -> times.put(partition, since));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>(consumer.offsetsForTimes(times));
        Map<TopicPartition, Long> starts = new LinkedHashMap<>();
        for (TopicPartition partition : shape.all()) {
            OffsetAndTimestamp first = found.get(partition);
            starts.put(partition, first == null ? end(partition) : first.offset());
        }
        return starts;
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    private void reached(TopicScan scan, TopicPartition partition, long position) {
        logs.reached(scan, partition.partition(), position, position >= end(partition));
    }

    @Override
    public void polled(ConsumerRecords<byte[], byte[]> records) {
        TopicScan scan = Objects.requireNonNull(logs.topic());
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            RecordHeaders.feedRecord(entry)
                    .filter(event -> RecordHeaders.isReadable(codec, entry))
                    .ifPresentOrElse(event -> logs.append(scan, event), () -> skipped(entry));
        }
        // After the records: a cursor with the new offset promises that they are in the logs.
        records.nextOffsets().forEach((partition, next) -> reached(scan, partition, next.offset()));
        logs.publish();
        if (clock.millis() - sweptAtMillis > IDLE_SWEEP.toMillis()) {
            sweptAtMillis = clock.millis();
            logs.forgetIdle(scan);
        }
    }

    private void skipped(ConsumerRecord<byte[], byte[]> entry) {
        metrics.malformed();
        log.atError()
                .addKeyValue("partition", entry.partition())
                .addKeyValue("offset", entry.offset())
                .log("record that is not of the contract");
    }

    @Override
    public void lost(Collection<TopicPartition> partitions, Consumer<byte[], byte[]> consumer) {
        TopicScan scan = Objects.requireNonNull(logs.topic());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long next = scan.partition(partition.partition()).next();
            long start = Objects.requireNonNull(first.get(partition));
            // Before the log: go on at its start. Behind it: its end was lost, and comes again under the same offsets.
            long resumeAt = next < start ? start : Math.min(next, Objects.requireNonNull(last.get(partition)));
            log.atError()
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("expected", next)
                    .addKeyValue("resumedAt", resumeAt)
                    .log("records were lost before they were read");
            logs.lost(scan, partition.partition(), resumeAt);
            ends.put(partition, Objects.requireNonNull(last.get(partition)));
            reached(scan, partition, resumeAt);
            consumer.seek(partition, resumeAt);
        }
    }
}
