package dev.baton.messaging.inbox;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.platform.tenancy.Tenant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/** Takes in the states of people. Compaction leaves gaps and restarts bring repeats: both are normal here. */
final class DirectoryIntake implements Intake {
    private final DirectorySubscription subscription;
    private final EventCodec codec;
    private final DirectoryProgress progress;
    private final TransactionOperations transactions;

    DirectoryIntake(DirectorySubscription subscription, EventCodec codec, DirectoryProgress progress,
            TransactionOperations transactions) {
        this.subscription = subscription;
        this.codec = codec;
        this.progress = progress;
        this.transactions = transactions;
    }

    @Override
    public Outcome take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // The end of a person's record: what was to be forgotten came before, as a state.
            return Outcome.SKIPPED;
        }
        RecordIdentity identity = RecordIdentity.of(record);
        if (!EventCodec.types().containsKey(identity.type())) {
            passUnread(identity);
            return Outcome.SKIPPED;
        }
        EventEnvelope event = Bodies.read(codec, record.value(), identity);
        if (event.event() instanceof DirectoryUserChanged person) {
            Tenant.run(identity.account(), () -> transactions.executeWithoutResult(_ -> {
                subscription.handler().handle(identity.account(), person);
                progress.advance(subscription.group(), identity.account(), identity.sequence());
            }));
            return Outcome.APPLIED;
        }
        // An event that was withheld: it is known that there is no state of this version.
        advance(identity);
        return Outcome.SKIPPED;
    }

    @Override
    public void pass(ConsumerRecord<byte[], byte[]> record, Failure failure, String cause) {
        // Otherwise events that need this version would wait for ever.
        RecordIdentity.find(record).ifPresent(failure == Failure.POISON ? this::passUnread : this::advance);
    }

    private void passUnread(RecordIdentity identity) {
        Tenant.run(identity.account(), () -> transactions.executeWithoutResult(
                _ -> progress.passUnread(subscription.group(), identity.account(), identity.sequence())));
    }

    private void advance(RecordIdentity identity) {
        Tenant.run(identity.account(), () -> transactions.executeWithoutResult(
                _ -> progress.advance(subscription.group(), identity.account(), identity.sequence())));
    }
}
