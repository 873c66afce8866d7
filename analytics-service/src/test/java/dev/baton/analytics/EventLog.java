package dev.baton.analytics;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.NullMarked;

/** The topic and its dead letters, written as the relay does and read as an operator does. */
@NullMarked
public final class EventLog {
    private static final EventCodec CODEC = new EventCodec();

    private EventLog() {}

    /** In the order given, acknowledged when this returns. */
    public static void publish(List<EventEnvelope> events) {
        send(events.stream().map(event -> record(event, CODEC.encode(event))).toList());
    }

    /** As {@link #publish}, with a body that nobody can read. */
    public static void publishGarbageInPlaceOf(EventEnvelope event) {
        send(List.of(record(event, "{".getBytes(StandardCharsets.UTF_8))));
    }

    /** As {@link #publish}, with what was made of the event's record. */
    public static void publishPoisonInPlaceOf(EventEnvelope event, PoisonRecord poison) {
        send(List.of(poison.of(record(event, CODEC.encode(event)))));
    }

    /** The values of a header of all dead letters of an account. */
    public static List<String> deadLetters(AccountId account, String header) {
        String topic = Topics.deadLetters(Topics.HANDOFF_EVENTS, "analytics-service");
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers()),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < consumer
                            .endOffsets(List.of(partition))
                            .get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(letter -> {
                    if (account.toString().equals(letter.key())) {
                        found.add(new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8));
                    }
                });
            }
            return found;
        }
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(EventEnvelope event, byte[] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.HANDOFF_EVENTS,
                EventCodec.header(event.accountId().toString()), body);
        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.CLOUDEVENTS_JSON,
                EventHeaders.EVENT_TYPE, event.event().type(),
                EventHeaders.ACCOUNT_ID, event.accountId().toString(),
                EventHeaders.EPOCH, Long.toString(event.epoch()),
                EventHeaders.SEQUENCE, Long.toString(event.sequence()))
                .forEach((name, value) -> record.headers().add(name, EventCodec.header(value)));
        return record;
    }
}
