package dev.baton.handoff.background;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Adds jobs in the caller's transaction: rolled back means there is no job, committed means it will run. */
@Service
public class Jobs {
    private final SchedulerClient client;
    private volatile Runnable wake = () -> {};

    Jobs(DataSource dataSource) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource)).build();
    }

    /**
     * Adds a job that is due at {@code at}; it runs at least once. A second one with the same name is ignored.
     *
     * @param task name of a task bean
     * @param instance tells the job what to work on; ids only
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String task, String instance, Instant at) {
        client.scheduleIfNotExists(new TaskInstance<>(task, instance), at);
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
