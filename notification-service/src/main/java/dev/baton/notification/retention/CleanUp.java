package dev.baton.notification.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Removes old rows in batches. It may be cut short anywhere; the next run, of any replica, goes on with it. */
@Component
class CleanUp implements SchedulingConfigurer {
    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);

    private final OldRows old;
    private final RetentionProperties properties;
    private final Clock clock;
    private final Counter deliveries;
    private final Counter handoffs;
    private final Counter holes;
    private final Counter errors;

    CleanUp(OldRows old, RetentionProperties properties, MeterRegistry meters, Clock clock) {
        this.old = old;
        this.properties = properties;
        this.clock = clock;
        this.deliveries = removed(meters, "delivery");
        this.handoffs = removed(meters, "handoff_state");
        this.holes = removed(meters, "inbox_hole");
        this.errors = Counter.builder("baton.retention.errors")
                .description("Runs that ended with an error and left old rows to the next")
                .register(meters);
    }

    private static Counter removed(MeterRegistry meters, String table) {
        return Counter.builder("baton.retention.removed")
                .description("Rows that were removed because of their age")
                .tag("table", table)
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::run, properties.interval());
    }

    void run() {
        try {
            // Deliveries first: a handoff goes after its last one.
            remove(old::removeDeliveries, properties.deliveries(), deliveries);
            remove(old::removeHandoffs, properties.deliveries(), handoffs);
            giveUp(remove(old::removeHoles, properties.holes(), holes));
        } catch (RuntimeException e) {
            errors.increment();
            log.atWarn().setCause(e).log("old rows could not be removed");
        }
    }

    private long remove(Batch batch, Duration kept, Counter removed) {
        Instant before = clock.instant().minus(kept);
        long all = 0;
        int rows;
        do {
            rows = batch.remove(before, properties.batch());
            removed.increment(rows);
            all += rows;
        } while (rows == properties.batch());
        return all;
    }

    private static void giveUp(long events) {
        if (events > 0) {
            log.atWarn().addKeyValue("events", events).log("events that were left out can be replayed no more");
        }
    }

    @FunctionalInterface
    private interface Batch {
        int remove(Instant before, int atMost);
    }
}
