package dev.baton.handoff.background;

import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Adds jobs in the caller's transaction: rolled back means there is no job, committed means it will run. */
@Service
public class Jobs {
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Runnable wake = () -> {};

    Jobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds a job that is due at {@code at}; it runs at least once. A second one with the same name is ignored.
     *
     * @param task name of a task bean
     * @param instance tells the job what to work on; ids only
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String task, String instance, Instant at) {
        Writes writes = new Writes();
        add(writes, task, instance, at);
        writes.send(jdbc);
    }

    /** As the other, sent with what else the caller writes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Writes writes, String task, String instance, Instant at) {
        // The row that db-scheduler writes, which looks for it first: two statements for each job, where one will do.
        writes.add("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES (:task, :instance, :at, false, 1)
                ON CONFLICT (task_name, task_instance) DO NOTHING
                """)
                .param("task", task)
                .param("instance", instance)
                .param("at", Columns.timestamp(at));
        // What is due later is found by the poll; waking it for each would be a look at the table for each.
        if (!at.isAfter(clock.instant())) {
            wakeAfterCommit();
        }
    }

    /**
     * Removes a job with the effect that it was for: it is done if, and only if, the transaction commits. Its task must
     * not remove it again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(Writes writes, String task, String instance) {
        writes.add("DELETE FROM scheduled_tasks WHERE task_name = :task AND task_instance = :instance")
                .param("task", task)
                .param("instance", instance);
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                // Only speed: a replica that dies here leaves the row to the next poll of any other.
                wake.run();
            }
        });
    }

    void wakeWith(Runnable runner) {
        wake = runner;
    }
}
