package dev.baton.notification;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes as the relay does: the events of an account in its sequence, people with their own. */
final class Topic {
    private static final EventCodec CODEC = new EventCodec();

    private final Map<AccountId, Long> sequences = new HashMap<>();

    /** Acknowledged when this returns. */
    EventEnvelope publish(AccountId account, BatonEvent event) {
        EventEnvelope envelope = next(account, event);
        publishAgain(envelope);
        return envelope;
    }

    /** What was made of the event's record. Poison that has no place leaves its sequence to the next event. */
    EventEnvelope poison(AccountId account, BatonEvent event, PoisonRecord poison) {
        EventEnvelope envelope = next(account, event);
        send(poison.of(record(envelope)));
        if (!poison.hasPlace()) {
            sequences.computeIfPresent(account, (_, last) -> last - 1);
        }
        return envelope;
    }

    private EventEnvelope next(AccountId account, BatonEvent event) {
        long sequence = event instanceof DirectoryUserChanged person
                ? person.directoryVersion()
                : sequences.merge(account, 1L, Long::sum);
        return new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, sequence,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), null, event);
    }

    void publish(HelpDesk desk) {
        desk.people().forEach(person -> publish(desk.id(), person));
    }

    void publishAgain(EventEnvelope envelope) {
        send(record(envelope));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(EventEnvelope envelope) {
        String account = envelope.accountId().toString();
        // One partition for all that an account says, whichever, also for a record whose key is spoilt.
        boolean ofPerson = envelope.event() instanceof DirectoryUserChanged;
        String key = ofPerson ? account + "/" + envelope.event().subject() : account;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(envelope.event().topic(), 0,
                EventCodec.header(key), CODEC.encode(envelope));
        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.CLOUDEVENTS_JSON,
                EventHeaders.EVENT_TYPE, envelope.event().type(),
                EventHeaders.ACCOUNT_ID, account,
                EventHeaders.EPOCH, Long.toString(envelope.epoch()),
                EventHeaders.SEQUENCE, Long.toString(envelope.sequence()))
                .forEach((name, value) -> record.headers().add(name, EventCodec.header(value)));
        return record;
    }
}
