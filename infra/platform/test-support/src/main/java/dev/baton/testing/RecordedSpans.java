package dev.baton.testing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Keeps the spans that end: of its own tracer, or, as a bean, of the service's. */
public final class RecordedSpans implements SpanProcessor {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    /** A tracer as the services have it: what the caller samples is recorded, and nothing else. */
    public Tracer tracer() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(this)
                .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                .build();
        return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    }

    /** How many began, ended or not. */
    public int started() {
        return started.get();
    }

    /** Those of one trace, in the order in which they ended. */
    public List<SpanData> of(String traceId) {
        return ended.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    public List<SpanData> all() {
        return List.copyOf(ended);
    }

    /** What a span says beside its name, all as text. */
    public static Map<String, String> attributes(SpanData span) {
        return span.getAttributes()
                .asMap()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> ((AttributeKey<?>) entry.getKey()).getKey(),
                        entry -> entry.getValue().toString()));
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        started.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
