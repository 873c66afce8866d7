package dev.baton.notification.delivery;

import dev.baton.notification.channel.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts of the delivery engine. Tags are channels and states, never ids. */
@Component
public class DeliveryMetrics {
    private static final Duration STALE = Duration.ofSeconds(90);

    private final MeterRegistry registry;
    private final Counter fenced;
    private final Counter stumbles;
    private final Clock clock;
    private volatile Due due;

    private record Due(boolean looked, Instant at, Map<String, Instant> since) {}

    DeliveryMetrics(MeterRegistry registry, List<Channel> channels, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.due = new Due(false, clock.instant(), Map.of());
        this.fenced = Counter.builder("baton.deliveries.fenced")
                .description("Outcomes that came after the lease and were dropped")
                .register(registry);
        this.stumbles = Counter.builder("baton.deliveries.worker.errors")
                .description("Rounds of the worker that ended with an error")
                .register(registry);
        // At 0 from the start, so that the first one is a change that an alert can see.
        for (Channel channel : channels) {
            for (DeliveryState state : DeliveryState.values()) {
                counter(state, channel.name());
            }
            Gauge.builder("baton.deliveries.due.age", () -> dueSeconds(channel.name()))
                    .description("for how long the oldest due delivery has been due, without paused destinations")
                    .baseUnit("seconds")
                    .tag("channel", channel.name())
                    .register(registry);
        }
    }

    /** Deliveries came into a state, one for each element. */
    public void reached(DeliveryState state, Collection<String> channels) {
        channels.forEach(channel -> reached(state, channel));
    }

    public void reached(DeliveryState state, String channel) {
        counter(state, channel).increment();
    }

    private Counter counter(DeliveryState state, String channel) {
        return registry.counter("baton.deliveries", "channel", channel, "state", state.code());
    }

    /** From the event to the acceptance by the other side. */
    public void accepted(String channel, Duration sinceEvent) {
        Timer.builder("baton.deliveries.accepted.after")
                .description("Time from the event to the acceptance of its message")
                .publishPercentileHistogram()
                .tag("channel", channel)
                .register(registry)
                .record(sinceEvent);
    }

    /** What was due at this moment, by channel. */
    public void due(Map<String, Instant> since) {
        due = new Due(true, clock.instant(), Map.copyOf(since));
    }

    // Grows while nobody looks, also where nothing was due at the last look: a worker that hangs must not look well.
    private double dueSeconds(String channel) {
        Due last = due;
        Instant since = last.since().get(channel);
        if (since != null) {
            return seconds(since);
        }
        boolean fresh = last.at().plus(STALE).isAfter(clock.instant());
        return fresh ? (last.looked() ? 0 : Double.NaN) : seconds(last.at());
    }

    private double seconds(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    public void fenced() {
        fenced.increment();
    }

    public void stumbled() {
        stumbles.increment();
    }
}
