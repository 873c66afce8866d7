package dev.baton.platform.tracing;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Traces as the text that travels with what a request has caused: in a row, in a record, in an event. Its form is the
 * {@code traceparent} of W3C Trace Context, version 00, the only one that is written here. Safe for any thread.
 */
public final class Traces {
    private static final Pattern FORM = Pattern
            .compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");
    private static final int LENGTH = 55;
    private static final int TRACE_ID_DIGITS = 32;

    private final Tracer tracer;

    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The span in progress, null without one. */
    public @Nullable String current() {
        CurrentTraceContext current = tracer.currentTraceContext();
        TraceContext context = current == null ? null : current.context();
        if (context == null || context.traceId().length() != TRACE_ID_DIGITS) {
            return null;
        }
        return "00-" + context.traceId() + "-" + context.spanId() + "-"
                + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }

    /**
     * A span below that one, which the caller names, starts and ends. Empty when nobody would see it: there is no
     * parent, it is malformed, or it is not sampled; this costs a look at one character.
     */
    public Optional<Span.Builder> below(@Nullable String traceparent) {
        if (traceparent == null || !isSampled(traceparent)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(traceparent);
        if (!form.matches()) {
            return Optional.empty();
        }
        TraceContext parent = tracer.traceContextBuilder()
                .traceId(form.group(1))
                .spanId(form.group(2))
                .sampled(true)
                .build();
        return Optional.of(tracer.spanBuilder().setParent(parent));
    }

    // The last bit of the flags.
    private static boolean isSampled(String traceparent) {
        return traceparent.length() == LENGTH && Character.digit(traceparent.charAt(LENGTH - 1), 16) % 2 == 1;
    }
}
