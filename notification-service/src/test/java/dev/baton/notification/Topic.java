package dev.baton.notification;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.testing.engines.TestEngines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes as the relay does: the events of an account in its sequence, people with their own. */
final class Topic {
    private static final EventCodec CODEC = new EventCodec();

    private final Map<AccountId, Long> sequences = new HashMap<>();

    /** Acknowledged when this returns. */
    EventEnvelope publish(AccountId account, BatonEvent event) {
        long sequence = event instanceof DirectoryUserChanged person
                ? person.directoryVersion()
                : sequences.merge(account, 1L, Long::sum);
        EventEnvelope envelope = new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, sequence,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), null, event);
        publishAgain(envelope);
        return envelope;
    }

    void publish(HelpDesk desk) {
        desk.people().forEach(person -> publish(desk.id(), person));
    }

    void publishAgain(EventEnvelope envelope) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers()),
                new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record(envelope));
        }
    }

    private static ProducerRecord<String, byte[]> record(EventEnvelope envelope) {
        String account = envelope.accountId().toString();
        // One partition for all people of an account, whichever.
        boolean ofPerson = envelope.event() instanceof DirectoryUserChanged;
        Integer partition = ofPerson ? Integer.valueOf(0) : null;
        String key = ofPerson ? account + "/" + envelope.event().subject() : account;
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(envelope.event().topic(), partition, key,
                CODEC.encode(envelope));
        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.CLOUDEVENTS_JSON,
                EventHeaders.EVENT_TYPE, envelope.event().type(),
                EventHeaders.ACCOUNT_ID, account,
                EventHeaders.EPOCH, Long.toString(envelope.epoch()),
                EventHeaders.SEQUENCE, Long.toString(envelope.sequence()))
                .forEach((name, value) -> record.headers().add(name, EventCodec.header(value)));
        return record;
    }
}
