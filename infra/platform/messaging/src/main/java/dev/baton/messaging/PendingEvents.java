package dev.baton.messaging;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of one transaction, kept until it is about to commit. It keeps the lowest precedence, so that callbacks of
 * others that still change data come first.
 */
final class PendingEvents implements TransactionSynchronization {
    private final Outbox outbox;
    private final List<PendingEvent> events = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> sizeAtSavepoint = new IdentityHashMap<>();
    private boolean beforeCommitPassed;
    private boolean wrote;

    private PendingEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    static PendingEvents ofTransaction(Outbox outbox) {
        // Looked up, not bound as a resource: an inner transaction suspends these together with the outer one.
        for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof PendingEvents pending && pending.outbox == outbox) {
                return pending;
            }
        }
        PendingEvents pending = new PendingEvents(outbox);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    void add(PendingEvent event) {
        events.add(event);
        if (beforeCommitPassed) {
            // A later callback of the same commit announced something more.
            write();
        }
    }

    @Override
    public void savepoint(Object savepoint) {
        sizeAtSavepoint.put(savepoint, events.size());
    }

    @Override
    public void savepointRollback(Object savepoint) {
        // What was undone is not announced. Without a mark the savepoint is older than this object.
        int size = sizeAtSavepoint.getOrDefault(savepoint, 0);
        events.subList(size, events.size()).clear();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        beforeCommitPassed = true;
        write();
    }

    @Override
    public void afterCommit() {
        if (!events.isEmpty()) {
            // Registered by another callback's beforeCommit, too late to be asked: a mistake in the code, not a state of
            // the world, so it must be loud in the first test that meets it.
            throw new IllegalStateException("events were announced too late in the commit and are lost");
        }
        if (wrote) {
            // Only a hint: if the process dies here, the sweep of any relay finds the rows.
            outbox.committed();
        }
    }

    private void write() {
        if (!events.isEmpty()) {
            outbox.writer().write(events);
            events.clear();
            wrote = true;
        }
    }
}
