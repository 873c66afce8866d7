package dev.baton.gateway.subscription;

import dev.baton.gateway.feed.ResyncReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Counts streams; every tag has a handful of values, none names an account or a person. */
@Component
public class StreamMetrics {
    /** Tokens cannot be checked now, or this replica has not read enough yet. */
    public static final String BUSY = "busy";
    /** The account has as many streams here as it may have. */
    public static final String ACCOUNT_FULL = "account_full";
    /** This replica goes away. */
    public static final String DRAIN = "drain";

    private static final String OPENED = "opened";
    private static final String CONNECTS = "baton.gateway.stream.connects";
    private static final String ENDS = "baton.gateway.stream.ends";

    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Timer age;
    private final DistributionSummary batch;

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("baton.gateway.streams", open, AtomicInteger::get)
                .description("Open streams")
                .register(registry);
        Gauge.builder("baton.gateway.draining", draining, on -> on.get() ? 1 : 0)
                .description("Whether this replica leads its streams elsewhere")
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
        List.of(OPENED, BUSY, ACCOUNT_FULL, DRAIN).forEach(result -> counter(CONNECTS, "result", result));
        List.of(StreamEnd.values()).forEach(end -> counter(ENDS, "reason", end.tag()));
    }

    /** A request was answered with a stream, with one that ends at once, or with the slug of a refusal. */
    public void connect(String result) {
        count(CONNECTS, "result", result);
    }

    /** A stream began: {@code fresh}, {@code live}, from {@code memory} or {@code kafka}, or with a resync's reason. */
    public void resume(String kind) {
        count("baton.gateway.stream.resumes", "kind", kind);
    }

    public void opened() {
        open.incrementAndGet();
        connect(OPENED);
    }

    public void ended(StreamEnd end) {
        open.decrementAndGet();
        count(ENDS, "reason", end.tag());
    }

    /** Streams that are open now. */
    public int open() {
        return open.get();
    }

    /** From now on this replica leads its streams elsewhere. */
    public void draining() {
        draining.set(true);
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
