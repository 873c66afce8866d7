package dev.baton.benchmarks.relay;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.Topics;
import dev.baton.events.UserId;
import dev.baton.messaging.Outbox;
import dev.baton.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.transaction.support.TransactionTemplate;

/** The same events to the same partitions, with a transaction and its outbox or sent at once. For one thread. */
final class TwoWays {
    /** Stands first in the reason of an event, followed by its number and a blank. */
    static final String NUMBER = "number ";
    /** Marks what did not come through the outbox. */
    static final String RAW = "raw";

    private static final String PROBLEM = "Outlook fails to sync after the update. ".repeat(8);

    private final List<AccountId> accounts;
    private final long[] committed;
    private final long[] sent;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec = new EventCodec();

    TwoWays(int accounts, int events, Outbox outbox, TransactionTemplate transaction,
            KafkaProducer<byte[], byte[]> producer) {
        this.accounts = Stream.generate(() -> new AccountId(UUID.randomUUID())).limit(accounts).toList();
        this.committed = new long[events];
        this.sent = new long[events];
        this.outbox = outbox;
        this.transaction = transaction;
        this.producer = producer;
    }

    void commit(int index) {
        AccountId account = account(index);
        HandoffCreated event = event(index);
        Tenant.run(account, () -> transaction.executeWithoutResult(_ -> outbox.append(account, event)));
        committed[index] = System.nanoTime();
    }

    // A send that fails is a record that never comes, and the reader says so.
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(int index) {
        AccountId account = account(index);
        byte[] body = codec.encode(new EventEnvelope(new EventId(UUID.randomUUID()), account, 1,
                index / accounts.size() + 1, Instant.now(), null, event(index)));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.HANDOFF_EVENTS,
                account.toString().getBytes(StandardCharsets.UTF_8), body);
        record.headers().add(RAW, new byte[0]);
        sent[index] = System.nanoTime();
        producer.send(record);
    }

    /** When COMMIT had returned. */
    long committed(int index) {
        return committed[index];
    }

    /** When the raw send was called. */
    long sent(int index) {
        return sent[index];
    }

    private AccountId account(int index) {
        return accounts.get(index % accounts.size());
    }

    private static HandoffCreated event(int index) {
        return new HandoffCreated(new HandoffCard(new HandoffId(UUID.randomUUID()), new SessionId(UUID.randomUUID()),
                PROBLEM, "mail", Priority.HIGH, NUMBER + index + " of a run", 4, "12345",
                new Person(new UserId(UUID.randomUUID()), "Jo Park"), null, Instant.EPOCH, 1, 0));
    }
}
