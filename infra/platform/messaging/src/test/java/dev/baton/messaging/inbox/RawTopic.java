package dev.baton.messaging.inbox;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.messaging.SampleEvents;
import dev.baton.testing.engines.TestEngines;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a topic what no relay would. */
final class RawTopic implements AutoCloseable {
    // All accounts of a test in one partition: one that stands still would hold up the others.
    private static final int PARTITION = 0;

    private final EventCodec codec = new EventCodec();
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers(),
                    ProducerConfig.LINGER_MS_CONFIG, 0),
            new ByteArraySerializer(), new ByteArraySerializer());

    RawTopic(String topic) {
        this.topic = topic;
    }

    /** Good events with these sequences. */
    void publish(AccountId account, long... sequences) {
        for (long sequence : sequences) {
            send(record(SampleEvents.envelope(account, 1, sequence)));
        }
    }

    ProducerRecord<byte[], byte[]> record(EventEnvelope event) {
        return record(event.accountId(), event.epoch(), event.sequence(), event.event().type(), codec.encode(event));
    }

    ProducerRecord<byte[], byte[]> record(AccountId account, long epoch, long sequence, String type, byte[] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, PARTITION, bytes(account.toString()), body);
        record.headers()
                .add(EventHeaders.ACCOUNT_ID, bytes(account.toString()))
                .add(EventHeaders.EPOCH, bytes(Long.toString(epoch)))
                .add(EventHeaders.SEQUENCE, bytes(Long.toString(sequence)))
                .add(EventHeaders.EVENT_TYPE, bytes(type));
        return record;
    }

    /** As {@link #send}; what the broker checks is its size on the wire. */
    void sendCompressed(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> compressing = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestEngines.kafkaBootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip", ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        8 << 20),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            send(compressing, record);
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        send(producer, record);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
