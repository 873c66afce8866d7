package dev.baton.analytics.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How fresh the answers are: from when something happened until its effect is committed (acceptance M9). What a rebuild
 * applies is old by nature and counted apart.
 */
@Component
public class ProjectionMetrics {
    static final String FRESHNESS = "baton.analytics.freshness";

    private final Clock clock;
    private final Timer live;
    private final Timer rebuild;
    // Until it is known better: counting a rebuild as live would raise an alarm.
    private volatile boolean rebuilding = true;

    ProjectionMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.live = timer(registry, "live");
        this.rebuild = timer(registry, "rebuild");
    }

    public void rebuilding(boolean now) {
        rebuilding = now;
    }

    /** Called in the transaction of the effect; counts when, and only if, it commits. */
    public void applying(Instant happenedAt) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                // Never negative: another machine's clock may be ahead of ours.
                Duration age = Duration.between(happenedAt, clock.instant());
                (rebuilding ? rebuild : live).record(age.isNegative() ? Duration.ZERO : age);
            }
        });
    }

    private static Timer timer(MeterRegistry registry, String phase) {
        return Timer.builder(FRESHNESS)
                .description("From an event to its effect in the metric table")
                .tag("phase", phase)
                .serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1))
                .register(registry);
    }
}
