package dev.baton.gateway.feed.messaging;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.MalformedEvent;
import dev.baton.events.Topics;
import dev.baton.gateway.feed.Directory;
import dev.baton.gateway.feed.FeedMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Directory} as the compacted topic of people says; every start reads it whole. */
final class DirectoryReader implements TopicReader {
    private static final Logger log = LoggerFactory.getLogger(DirectoryReader.class);

    private final Directory directory;
    private final EventCodec codec;
    private final FeedMetrics metrics;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private @Nullable UUID topicId;

    DirectoryReader(Directory directory, EventCodec codec, FeedMetrics metrics) {
        this.directory = directory;
        this.codec = codec;
        this.metrics = metrics;
    }

    @Override
    public String topic() {
        return Topics.DIRECTORY_USERS;
    }

    @Override
    public Map<TopicPartition, Long> begin(TopicShape shape, Consumer<byte[], byte[]> consumer) {
        if (!shape.id().equals(topicId)) {
            next.clear();
            topicId = shape.id();
        }
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(shape.all());
        starts.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
        return Map.copyOf(next);
    }

    @Override
    public void polled(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            // Without a value it is a tombstone: the person's last state said "deleted", and nobody signs in as them.
            if (entry.value() != null) {
                apply(entry);
            }
        }
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    private void apply(ConsumerRecord<byte[], byte[]> entry) {
        try {
            RecordHeaders.body(codec, entry).ifPresent(envelope -> {
                if (envelope.event() instanceof DirectoryUserChanged changed) {
                    directory.changed(envelope.epoch(), changed);
                }
            });
        } catch (MalformedEvent | IllegalArgumentException e) {
            metrics.malformed();
            log.atError()
                    .addKeyValue("partition", entry.partition())
                    .addKeyValue("offset", entry.offset())
                    .log("record of the directory cannot be read");
        }
    }

    @Override
    public void lost(Collection<TopicPartition> partitions, Consumer<byte[], byte[]> consumer) {
        // Compacted: reading from the start again tells every person's latest state, whatever was lost.
        consumer.beginningOffsets(partitions).forEach((partition, offset) -> {
            next.put(partition, Objects.requireNonNull(offset));
            consumer.seek(partition, offset);
        });
    }
}
