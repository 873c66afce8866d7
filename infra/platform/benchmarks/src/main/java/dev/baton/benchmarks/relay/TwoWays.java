package dev.baton.benchmarks.relay;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.BeanFactory;

/** The same events to the same partitions, with a transaction and its outbox or sent at once. For one thread. */
final class TwoWays {
    /** Marks what did not come through the outbox. */
    static final String RAW = "raw";

    private final int accounts;
    private final Commits commits;
    private final long[] sent;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec = new EventCodec();

    TwoWays(int accounts, int events, BeanFactory relay, KafkaProducer<byte[], byte[]> producer) {
        this.accounts = accounts;
        this.commits = new Commits(
                Stream.generate(() -> new AccountId(UUID.randomUUID())).limit(accounts).toList(), events, relay);
        this.sent = new long[events];
        this.producer = producer;
    }

    void commit(int index) {
        commits.commit(index);
    }

    // A send that fails is a record that never comes, and the reader says so.
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(int index) {
        AccountId account = commits.account(index);
        byte[] body = codec.encode(new EventEnvelope(new EventId(UUID.randomUUID()), account, 1,
                index / accounts + 1, Instant.now(), null, Commits.event(index)));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.HANDOFF_EVENTS,
                account.toString().getBytes(StandardCharsets.UTF_8), body);
        record.headers().add(RAW, new byte[0]);
        sent[index] = System.nanoTime();
        producer.send(record);
    }

    /** When COMMIT had returned. */
    long committed(int index) {
        return commits.committed(index);
    }

    /** When the raw send was called. */
    long sent(int index) {
        return sent[index];
    }
}
