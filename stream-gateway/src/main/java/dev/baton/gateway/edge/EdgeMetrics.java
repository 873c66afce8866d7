package dev.baton.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what happened to proxied requests, by service. */
@Component
public class EdgeMetrics {
    private final MeterRegistry registry;

    EdgeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A replica could not be reached, and another was asked or none was left. */
    public void unreachable(Replicas replicas) {
        count(replicas, "unreachable");
    }

    /** A replica broke off before it had answered. */
    public void brokeOff(Replicas replicas) {
        count(replicas, "broke_off");
    }

    public void timedOut(Replicas replicas) {
        count(replicas, "timeout");
    }

    private void count(Replicas replicas, String failure) {
        registry.counter("baton.gateway.edge.failures", "service", replicas.service(), "failure", failure).increment();
    }
}
