package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a use case says what happened. An event is published if, and only if, the transaction commits: at least once, and
 * in the order of the commits within an account (acceptance E2).
 *
 * <p>Events are written when the transaction is about to commit, after every statement of the use case: the counter of
 * the account is then locked for the shortest time, and always after the locks of the domain. Safe for many threads.
 */
public final class Outbox {
    /** What an event has as its {@code directoryVersion} until it is written. */
    public static final long VERSION_TO_COME = 0;

    /** Largest body of an event; the broker's limit is above. */
    public static final int MAX_BYTES = 64 * 1024;

    private final OutboxWriter writer;
    private final Supplier<@Nullable String> traceparent;
    private final Runnable afterCommit;

    /**
     * @param traceparent of the span in progress, if any
     * @param afterCommit wakes the relay of this process
     */
    public Outbox(OutboxWriter writer, Supplier<@Nullable String> traceparent, Runnable afterCommit) {
        this.writer = writer;
        this.traceparent = traceparent;
        this.afterCommit = afterCommit;
    }

    /**
     * Announces the event with the commit of the current transaction, whose tenant must be {@code account}. Its
     * {@code directoryVersion} is set when it is written: of a {@link DirectoryUserChanged} to its own, of others to that of the
     * account's directory of people as the transaction sees it then, 0 if there is none; consumers wait for their
     * projection to have it.
     *
     * @throws IllegalStateException outside a transaction, or in one that is read-only or not READ COMMITTED
     * @throws EventTooLarge at the commit, instead of it
     */
    public void append(AccountId account, BatonEvent event) {
        requireTransaction();
        Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        if (isolation != null && isolation != TransactionDefinition.ISOLATION_READ_COMMITTED) {
            // A snapshot older than the counter's lock would fail to serialise instead of waiting for its turn.
            throw new IllegalStateException("an event needs a READ COMMITTED transaction");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("an event cannot be announced by a read-only transaction");
        }
        PendingEvents.ofTransaction(this).add(new PendingEvent(account, event, writer.now(), traceparent.get()));
    }

    OutboxWriter writer() {
        return writer;
    }

    void committed() {
        afterCommit.run();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox works inside a transaction only");
        }
    }
}
