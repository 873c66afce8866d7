package dev.baton.notification.delivery;

import dev.baton.notification.channel.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts of the delivery engine. Tags are channels and states, never ids. */
@Component
class DeliveryMetrics {
    private final MeterRegistry registry;
    private final Counter fenced;
    private final Counter stumbles;

    DeliveryMetrics(MeterRegistry registry, List<Channel> channels) {
        this.registry = registry;
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
        }
    }

    /** Deliveries came into a state, one for each element. */
    void reached(DeliveryState state, Collection<String> channels) {
        channels.forEach(channel -> reached(state, channel));
    }

    void reached(DeliveryState state, String channel) {
        counter(state, channel).increment();
    }

    private Counter counter(DeliveryState state, String channel) {
        return registry.counter("baton.deliveries", "channel", channel, "state", state.code());
    }

    /** From the event to the acceptance by the other side. */
    void accepted(String channel, Duration sinceEvent) {
        Timer.builder("baton.deliveries.accepted.after")
                .description("Time from the event to the acceptance of its message")
                .publishPercentileHistogram()
                .tag("channel", channel)
                .register(registry)
                .record(sinceEvent);
    }

    void fenced() {
        fenced.increment();
    }

    void stumbled() {
        stumbles.increment();
    }
}
