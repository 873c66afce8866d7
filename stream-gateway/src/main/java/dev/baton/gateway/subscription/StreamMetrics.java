package dev.baton.gateway.subscription;

import dev.baton.gateway.feed.ResyncReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Counts streams; every tag has a handful of values, none names an account or a person. */
@Component
public class StreamMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Timer age;
    private final DistributionSummary batch;

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("baton.gateway.streams", open, AtomicInteger::get)
                .description("Open streams")
                .register(registry);
        age = Timer.builder("baton.gateway.stream.event.age")
                .description("From when the event happened to when it was written to a stream, live events only")
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
                        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
        batch = DistributionSummary.builder("baton.gateway.stream.batch.bytes")
                .baseUnit("bytes")
                .description("Bytes handed to the socket in one write")
                .register(registry);
        counter("baton.gateway.stream.resumes", "kind", "kafka");
        // From 0, or an alert would miss the first one.
        counter("baton.gateway.stream.resyncs", "reason", ResyncReason.TOO_SLOW.wireName());
    }

    /** A request was answered: {@code opened}, or what it was refused with. */
    public void connect(String result) {
        count("baton.gateway.stream.connects", "result", result);
    }

    /** A stream began: {@code fresh}, {@code live}, from {@code memory} or {@code kafka}, or with a resync's reason. */
    public void resume(String kind) {
        count("baton.gateway.stream.resumes", "kind", kind);
    }

    public void opened() {
        open.incrementAndGet();
        connect("opened");
    }

    public void ended(StreamEnd end) {
        open.decrementAndGet();
        count("baton.gateway.stream.ends", "reason", end.name().toLowerCase(Locale.ROOT));
    }

    public void wrote(int bytes) {
        batch.record(bytes);
    }

    /** A live event was written, so long after it happened. */
    public void told(long ageMillis) {
        age.record(Math.max(0, ageMillis), TimeUnit.MILLISECONDS);
    }

    public void resync(String reason) {
        count("baton.gateway.stream.resyncs", "reason", reason);
    }

    private void count(String name, String tag, String value) {
        counter(name, tag, value).increment();
    }

    private Counter counter(String name, String tag, String value) {
        return counters.computeIfAbsent(name + value,
                key -> Counter.builder(name).tag(tag, value).register(registry));
    }
}
