package dev.baton.platform.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The id by which a problem is found in logs and traces. */
final class TraceId {
    private static final int BYTES = 16;

    private final Tracer tracer;
    private final RandomGenerator random;

    TraceId(Tracer tracer, RandomGenerator random) {
        this.tracer = tracer;
        this.random = random;
    }

    /** That of the current trace; a new one where there is none, as before the first filter. */
    String current() {
        Span span = tracer.currentSpan();
        String id = span == null ? "" : span.context().traceId();
        return id.isEmpty() ? fresh() : id;
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
