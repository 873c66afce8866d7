package dev.baton.analytics;

import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.testing.engines.TestEngines;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullMarked;

/** Publishes as the relay does. */
@NullMarked
public final class EventLog {
    private static final EventCodec CODEC = new EventCodec();

    private EventLog() {}

    /** In the order given, acknowledged when this returns. */
    public static void publish(List<EventEnvelope> events) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers()),
                new StringSerializer(), new ByteArraySerializer())) {
            events.forEach(event -> producer.send(record(event)));
        }
    }

    private static ProducerRecord<String, byte[]> record(EventEnvelope event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.HANDOFF_EVENTS,
                event.accountId().toString(), CODEC.encode(event));
        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.CLOUDEVENTS_JSON,
                EventHeaders.EVENT_TYPE, event.event().type(),
                EventHeaders.ACCOUNT_ID, event.accountId().toString(),
                EventHeaders.EPOCH, Long.toString(event.epoch()),
                EventHeaders.SEQUENCE, Long.toString(event.sequence()))
                .forEach((name, value) -> record.headers().add(name, EventCodec.header(value)));
        return record;
    }
}
