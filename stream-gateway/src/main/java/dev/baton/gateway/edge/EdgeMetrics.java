package dev.baton.gateway.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what happened to proxied requests, by service. */
@Component
public class EdgeMetrics {
    private static final String UNREACHABLE = "unreachable";
    private static final String BROKE_OFF = "broke_off";
    private static final String TIMEOUT = "timeout";

    private final MeterRegistry registry;

    EdgeMetrics(MeterRegistry registry) {
        this.registry = registry;
        // At 0 from the start, so that the first one is a change that an alert can see.
        for (String service : List.of("handoff", "streams", "notification", "analytics")) {
            List.of(UNREACHABLE, BROKE_OFF, TIMEOUT).forEach(failure -> counter(service, failure));
        }
    }

    /** A replica could not be reached, and another was asked or none was left. */
    public void unreachable(Replicas replicas) {
        counter(replicas.service(), UNREACHABLE).increment();
    }

    /** A replica broke off before it had answered. */
    public void brokeOff(Replicas replicas) {
        counter(replicas.service(), BROKE_OFF).increment();
    }

    public void timedOut(Replicas replicas) {
        counter(replicas.service(), TIMEOUT).increment();
    }

    private Counter counter(String service, String failure) {
        return registry.counter("baton.gateway.edge.failures", "service", service, "failure", failure);
    }
}
