package dev.baton.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What the relay shows to operators; tags are topics only. */
final class OutboxMetrics {
    private static final RelaySession.Backlog NOTHING = new RelaySession.Backlog(0, 0, 0, null);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer delay;
    private final Counter failures;
    private volatile RelaySession.Backlog backlog = NOTHING;

    OutboxMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.delay = Timer.builder("baton.outbox.delay")
                .description("from the event's insert to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        this.failures = Counter.builder("baton.outbox.failures")
                .description("rounds that were rolled back")
                .register(meters);
        Gauge.builder("baton.outbox.waiting", () -> backlog.waiting())
                .description("events not yet published, without those that are held")
                .register(meters);
        Gauge.builder("baton.outbox.held", () -> backlog.held())
                .description("events of parked streams, and what waits with them")
                .register(meters);
        Gauge.builder("baton.outbox.parked", () -> backlog.parked())
                .description("streams that wait for an operator; any is an alert")
                .register(meters);
        Gauge.builder("baton.outbox.oldest.age", this::oldestSeconds)
                .baseUnit("seconds")
                .description("age of the oldest event not yet published, without those that are held")
                .register(meters);
    }

    void published(List<OutboxRecord> round) {
        long now = clock.millis();
        for (OutboxRecord record : round) {
            delay.record(Duration.ofMillis(Math.max(0, now - record.createdAt().toEpochMilli())));
            Counter.builder("baton.outbox.published")
                    .tag("topic", record.stream().topic())
                    .register(meters)
                    .increment();
        }
    }

    void failed() {
        failures.increment();
    }

    void backlog(RelaySession.Backlog seen) {
        backlog = seen;
    }

    private double oldestSeconds() {
        RelaySession.Backlog seen = backlog;
        return seen.oldest() == null ? 0 : Duration.between(seen.oldest(), clock.instant()).toMillis() / 1000.0;
    }
}
