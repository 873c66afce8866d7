package dev.baton.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the relay shows to operators; tags are topics only. */
final class OutboxMetrics {
    private static final Duration STALE = Duration.ofSeconds(90);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer delay;
    private final Timer rounds;
    private final Counter failures;
    private final Map<String, Counter> published = new ConcurrentHashMap<>();
    // Null until this replica has looked: its gauges are not numbers then, or it would hide what the others see.
    private volatile RelaySession.@Nullable Backlog backlog;
    private volatile long lookedAt;

    OutboxMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.delay = Timer.builder("baton.outbox.delay")
                .description("from the event's insert to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        this.rounds = Timer.builder("baton.outbox.round")
                .description("from the first row that a round takes to the commit of their deletion")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        this.failures = Counter.builder("baton.outbox.failures")
                .description("rounds that were rolled back")
                .register(meters);
        Gauge.builder("baton.outbox.waiting", () -> seen(RelaySession.Backlog::waiting))
                .description("events not yet published, without those that are held")
                .register(meters);
        Gauge.builder("baton.outbox.held", () -> seen(RelaySession.Backlog::held))
                .description("events of parked streams, and what waits with them")
                .register(meters);
        Gauge.builder("baton.outbox.parked", () -> seen(RelaySession.Backlog::parked))
                .description("streams that wait for an operator; any is an alert")
                .register(meters);
        Gauge.builder("baton.outbox.oldest.age", () -> seen(this::oldestSeconds))
                .baseUnit("seconds")
                .description("age of the oldest event not yet published, without those that are held")
                .register(meters);
    }

    /** @param time that the round took; one that found nothing is not counted */
    void published(List<OutboxRecord> round, Duration time) {
        if (!round.isEmpty()) {
            rounds.record(time);
        }
        long now = clock.millis();
        for (OutboxRecord record : round) {
            delay.record(Duration.ofMillis(Math.max(0, now - record.createdAt().toEpochMilli())));
            published.computeIfAbsent(record.stream().topic(),
                    topic -> Counter.builder("baton.outbox.published").tag("topic", topic).register(meters))
                    .increment();
        }
    }

    void failed() {
        failures.increment();
    }

    void backlog(RelaySession.Backlog seen) {
        lookedAt = clock.millis();
        backlog = seen;
    }

    private Number seen(Function<RelaySession.Backlog, Number> part) {
        RelaySession.Backlog seen = backlog;
        return seen == null ? Double.NaN : part.apply(seen);
    }

    // Grows while nobody looks, also where nothing waited at the last look: a relay that hangs must not look well.
    private double oldestSeconds(RelaySession.Backlog seen) {
        long age = clock.millis() - lookedAt;
        if (seen.oldest() == null) {
            return age < STALE.toMillis() ? 0 : age / 1000.0;
        }
        return Duration.between(seen.oldest(), clock.instant()).toMillis() / 1000.0;
    }
}
