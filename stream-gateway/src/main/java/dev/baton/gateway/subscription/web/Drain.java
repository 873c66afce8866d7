package dev.baton.gateway.subscription.web;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;

/** Leads the streams of this replica elsewhere, once (acceptance G8). Safe for use by many threads. */
final class Drain {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final StreamServices services;
    private final DrainPlan plan;
    private final ApplicationEventPublisher events;
    private @Nullable CompletableFuture<Void> drained;

    Drain(StreamServices services, DrainPlan plan, ApplicationEventPublisher events) {
        this.services = services;
        this.plan = plan;
        this.events = events;
    }

    /** Refuses readiness first, so that balancers lead new streams to other replicas. Again is the same as once. */
    synchronized void begin(Collection<StreamLoop> loops) {
        if (drained == null) {
            AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
            services.metrics().draining();
            log.atInfo().addKeyValue("streams", services.metrics().open()).log("streams are led elsewhere");
            drained = CompletableFuture.allOf(
                    loops.stream().map(loop -> loop.drain(plan)).toArray(CompletableFuture<?>[]::new));
        }
    }

    boolean hasBegun() {
        return begun().isPresent();
    }

    /** {@code serving}, {@code draining} or {@code drained}. */
    String state() {
        return begun().map(begun -> begun.isDone() ? "drained" : "draining").orElse("serving");
    }

    /** Waits until the last stream has ended, and not for ever. */
    void await() {
        Duration longest = plan.window().plus(services.properties().retry().drainPause()).plus(MARGIN);
        try {
            begun().orElseThrow().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.atWarn().addKeyValue("streams", services.metrics().open()).log("not all streams could be drained");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<CompletableFuture<Void>> begun() {
        return Optional.ofNullable(drained);
    }
}
