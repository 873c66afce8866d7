package dev.baton.handoff.testing;

import dev.baton.events.BatonEvent;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/** A topic from its beginning to its present end. */
record WholeTopic(KafkaConnectionDetails kafka, String name) {
    /** In the order of each partition. */
    <E extends BatonEvent> List<E> events(Class<E> type) {
        List<E> told = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers())), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name)
                    .stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> add(event, type, told));
            }
        }
        return told;
    }

    private static <E extends BatonEvent> void add(ConsumerRecord<byte[], byte[]> event, Class<E> type, List<E> told) {
        if (event.value() != null && new EventCodec().decode(event.value(), 1) instanceof Decoded.Known known
                && type.isInstance(known.envelope().event())) {
            told.add(type.cast(known.envelope().event()));
        }
    }
}
