package dev.baton.gateway.past;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/** Counts what is read again from Kafka; no tag names an account or a person. */
@Component
public class PastMetrics {
    private final MeterRegistry registry;
    private final Counter records;
    private final Counter failures;
    private final Timer reads;

    public PastMetrics(MeterRegistry registry) {
        this.registry = registry;
        records = Counter.builder("baton.gateway.past.records")
                .description("Records of all accounts that were read again for clients that had missed some")
                .register(registry);
        failures = Counter.builder("baton.gateway.past.failures")
                .description("Times that reading again broke off")
                .register(registry);
        reads = Timer.builder("baton.gateway.past.reads")
                .description("Readings of a partition, each for all clients that waited for it")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100),
                        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))
                .register(registry);
    }

    /** Shows how much is on its way, and for how many. */
    public void observe(LongSupplier bytes, IntSupplier waiting) {
        Gauge.builder("baton.gateway.past.bytes", bytes::getAsLong).baseUnit("bytes").register(registry);
        Gauge.builder("baton.gateway.past.waiting", waiting::getAsInt).register(registry);
    }

    public void records(int count) {
        records.increment(count);
    }

    public void failed() {
        failures.increment();
    }

    /** One reading of a partition has brought what all who waited needed. */
    public void read(Duration took) {
        reads.record(took);
    }
}
