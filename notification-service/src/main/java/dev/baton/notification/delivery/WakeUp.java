package dev.baton.notification.delivery;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets the worker of this process know of new work at once. A missed call costs a sweep interval, nothing else. */
@Component
public class WakeUp {
    private final BlockingQueue<Boolean> calls = new ArrayBlockingQueue<>(1);

    public void now() {
        calls.offer(true);
    }

    /** When the current transaction has committed: before, the worker would not see its rows. */
    public void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                now();
            }
        });
    }

    /** Waits for a call, at most as long as given. */
    public void await(Duration atMost) throws InterruptedException {
        calls.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
