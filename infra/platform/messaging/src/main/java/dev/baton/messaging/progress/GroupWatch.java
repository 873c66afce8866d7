package dev.baton.messaging.progress;

import dev.baton.platform.problem.FaultTrace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks Kafka at intervals how far the groups of this service are, and whether their topics are still the same. A consumer
 * does not notice that a topic was made anew if its offset lies inside of the new one: it would go on there, and miss
 * what is before.
 */
public final class GroupWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GroupWatch.class);

    private final Map<String, Object> config;
    private final Duration interval;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OpenHoles holes;
    private final List<GroupProgress> groups = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService looks;
    private @Nullable Admin kafka;
    // Used by the thread that looks.
    private final Set<GroupProgress> unanswered = new HashSet<>();

    /** @param base where the brokers are and how to log in */
    public GroupWatch(Map<String, Object> base, Duration interval, JdbcClient jdbc, MeterRegistry meters,
            Clock clock) {
        this.config = new HashMap<>(base);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "group-watch");
        this.interval = interval;
        this.holes = new OpenHoles(jdbc, meters, clock);
        this.meters = meters;
        this.clock = clock;
    }

    /** From the next look on; for as long as this service runs. */
    public void add(WatchedGroup group) {
        groups.add(new GroupProgress(group, meters, clock));
        holes.show(group);
    }

    @Override
    public synchronized void start() {
        // A service that only publishes has nothing to watch.
        if (groups.isEmpty()) {
            return;
        }
        Admin admin = Admin.create(config);
        ScheduledExecutorService started = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("group-watch").daemon().factory());
        ScheduledFuture<?> _ = started.scheduleWithFixedDelay(() -> look(admin), 0, interval.toMillis(),
                TimeUnit.MILLISECONDS);
        looks = started;
        kafka = admin;
    }

    @Override
    public synchronized void stop() {
        if (looks != null && kafka != null) {
            looks.shutdownNow();
            kafka.close(Duration.ZERO);
            looks = null;
            kafka = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }

    // What it throws would end the looks for ever, without a word.
    private void look(Admin admin) {
        for (GroupProgress group : groups) {
            try {
                group.add(GroupLook.at(admin, group.watched()));
                unanswered.remove(group);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException | OutOfMemoryError e) {
                unanswered(group, e);
            }
        }
        try {
            holes.look();
        } catch (RuntimeException | OutOfMemoryError e) {
            holes.unanswered(e);
        }
    }

    private void unanswered(GroupProgress group, Throwable cause) {
        // Once until it works again: the metric tells the rest.
        if (unanswered.add(group)) {
            log.atWarn()
                    .setCause(FaultTrace.of(cause))
                    .addKeyValue("group", group.watched().group())
                    .addKeyValue("topic", group.watched().topic())
                    .log("it could not be found out how far a group is");
        }
    }
}
