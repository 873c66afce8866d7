package dev.baton.handoff.background;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs due jobs of every account in this replica. A replica that dies mid-job is noticed by its missing heartbeats, and
 * the job runs again elsewhere.
 */
@Component
class JobRunner implements SmartLifecycle {
    private static final int MISSED_HEARTBEATS = 4;
    // More is fetched when so many of the threads are busy no longer.
    private static final double FETCH_AT = 0.5;
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final DataSource workers;
    private final BackgroundProperties settings;
    private final List<Task<?>> tasks;
    private final Jobs jobs;
    private final Clock clock;
    private volatile @Nullable Scheduler scheduler;

    JobRunner(@Qualifier("worker") DataSource workers, BackgroundProperties settings, List<Task<?>> tasks, Jobs jobs,
            Clock clock) {
        this.workers = workers;
        this.settings = settings;
        this.tasks = tasks;
        this.jobs = jobs;
        this.clock = clock;
    }

    // A scheduler that was stopped cannot start again, but a context can: each start makes a new one.
    @Override
    public void start() {
        Scheduler started = Scheduler.create(workers, onDemand())
                .startTasks(recurring())
                .clock(clock::instant)
                .threads(settings.threads())
                // What is due is taken by one statement, several jobs at once; found first, each would be taken by two.
                .pollUsingLockAndFetch(FETCH_AT, 1)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOP_WAIT)
                .build();
        started.start();
        jobs.wakeWith(started::triggerCheckForDueExecutions);
        scheduler = started;
    }

    @Override
    public void stop() {
        Scheduler stopping = scheduler;
        if (stopping != null) {
            jobs.wakeWith(() -> {});
            stopping.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private List<Task<?>> onDemand() {
        return tasks.stream().filter(task -> !(task instanceof RecurringTask)).toList();
    }

    private List<RecurringTask<?>> recurring() {
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : tasks) {
            if (task instanceof RecurringTask<?> found) {
                recurring.add(found);
            }
        }
        return recurring;
    }
}
