package dev.baton.messaging.relay;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The span in progress as a W3C {@code traceparent}, so that a trace goes on from the request through the topic. */
final class CurrentTrace {
    private static final int TRACE_ID_DIGITS = 32;

    private final ObjectProvider<Tracer> tracer;

    CurrentTrace(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    @Nullable
    String traceparent() {
        Tracer present = tracer.getIfAvailable();
        CurrentTraceContext current = present == null ? null : present.currentTraceContext();
        TraceContext context = current == null ? null : current.context();
        if (context == null || context.traceId().length() != TRACE_ID_DIGITS) {
            return null;
        }
        return "00-" + context.traceId() + "-" + context.spanId() + "-"
                + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }
}
