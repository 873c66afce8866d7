package dev.baton.gateway.feed;

import dev.baton.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.springframework.stereotype.Component;

/** Counts what the feed reads; every tag has a handful of values. */
@Component
public class FeedMetrics {
    private final MeterRegistry registry;
    private final Map<Arrival, Counter> arrivals = new EnumMap<>(Arrival.class);
    private final Counter malformed;
    private final Counter lostRecords;

    FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Arrival arrival : Arrival.values()) {
            arrivals.put(arrival, Counter.builder("baton.gateway.feed.records")
                    .description("Records of the handoff topic by what they were to their account")
                    .tag("arrival", arrival.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        malformed = Counter.builder("baton.gateway.feed.malformed")
                .description("Records that are not of the contract: unread, and moved past")
                .register(registry);
        lostRecords = Counter.builder("baton.gateway.feed.lost")
                .description("Times that a partition had lost records before they were read")
                .register(registry);
        // At 0 from the start, so that the first one is a change that an alert can see.
        restarts(Topics.HANDOFF_EVENTS);
        restarts(Topics.DIRECTORY_USERS);
    }

    void observe(FrameBudget budget, Map<?, ?> logs) {
        Gauge.builder("baton.gateway.log.bytes", budget, FrameBudget::bytes).baseUnit("bytes").register(registry);
        Gauge.builder("baton.gateway.log.frames", budget, FrameBudget::count).register(registry);
        Gauge.builder("baton.gateway.log.accounts", logs, Map::size).register(registry);
    }

    void arrived(Arrival arrival) {
        arrivals.getOrDefault(arrival, malformed).increment();
    }

    void lostRecords() {
        lostRecords.increment();
    }

    public void malformed() {
        malformed.increment();
    }

    /**
     * Shows how far behind the reading of a topic is.
     *
     * @param seconds since everything there was had been read; not a number before the first time
     */
    public void observe(String topic, DoubleSupplier seconds) {
        Gauge.builder("baton.gateway.feed.lag", seconds::getAsDouble)
                .description("Time since this replica was last seen to have read all of the topic")
                .baseUnit("seconds")
                .tag("topic", topic)
                .register(registry);
    }

    /** The reading of a topic broke off and starts again. */
    public void restarted(String topic) {
        restarts(topic).increment();
    }

    private Counter restarts(String topic) {
        return Counter.builder("baton.gateway.feed.restarts").tag("topic", topic).register(registry);
    }
}
