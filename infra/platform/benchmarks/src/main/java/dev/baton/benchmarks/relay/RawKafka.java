package dev.baton.benchmarks.relay;

import dev.baton.benchmarks.platform.Stage;
import dev.baton.events.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of the broker without anything of the platform around them. */
public final class RawKafka {
    private RawKafka() {}

    static String bootstrapServers(Stage stage) {
        return "127.0.0.1:" + stage.ports().kafka();
    }

    /** Waits for nothing before it sends, and is told when every replica in sync has the record, as the relay is. */
    public static KafkaProducer<byte[], byte[]> producer(Stage stage) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers(stage), "acks", "all",
                "enable.idempotence", true, "linger.ms", 0), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads each handoff event that comes from now on, as soon as there is one. */
    static KafkaConsumer<byte[], byte[]> consumer(Stage stage) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(stage), "fetch.min.bytes", 1, "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asked for now, not at the first poll.
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** Handoff events on the broker. */
    static long records(KafkaConsumer<?, ?> consumer) {
        return consumer.endOffsets(partitions(consumer)).values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(Topics.HANDOFF_EVENTS)
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
