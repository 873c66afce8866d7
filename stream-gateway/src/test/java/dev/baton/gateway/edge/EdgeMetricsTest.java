package dev.baton.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EdgeMetrics metrics = new EdgeMetrics(meters);

    @Test
    void theFirstFailureOfAServiceIsAChangeFromZero() {
        assertThat(failures()).hasSize(12).allMatch(counter -> counter.count() == 0);

        metrics.timedOut(new Replicas("handoff", List.of(URI.create("http://a")), Duration.ZERO, Clock.systemUTC()));

        assertThat(failures()).hasSize(12);
        assertThat(failures().stream().mapToDouble(Counter::count).sum()).isOne();
    }

    private List<Counter> failures() {
        return List.copyOf(meters.get("baton.gateway.edge.failures").counters());
    }
}
