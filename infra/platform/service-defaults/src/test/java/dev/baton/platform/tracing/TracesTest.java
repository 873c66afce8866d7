package dev.baton.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.RecordedSpans;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";

    private final RecordedSpans spans = new RecordedSpans();
    private final Tracer tracer = spans.tracer();
    private final Traces traces = new Traces(tracer);

    @Test
    void aSpanBelowIsOfTheSameTraceWithThatParent() {
        traces.below(SAMPLED).orElseThrow().name("below").start().end();

        SpanData span = spans.of(TRACE).getFirst();
        assertThat(span.getName()).isEqualTo("below");
        assertThat(span.getParentSpanId()).isEqualTo(SPAN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "01", "00-" + TRACE + "-" + SPAN + "-00", "00-" + TRACE + "-" + SPAN + "-02",
            "00-" + TRACE + "-" + SPAN + "-0x", "ff-" + TRACE + "-" + SPAN + "-01",
            "00-00000000000000000000000000000000-" + SPAN + "-01", "00-" + TRACE + "-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01", "00-" + TRACE + "-" + SPAN + "-01-more",
            "00-zzzz2f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01"})
    void whatNobodyWouldSeeIsNotBegun(String traceparent) {
        assertThat(traces.below(traceparent)).isEmpty();
    }

    @Test
    void theSpanInProgressGoesOnAsItsText() {
        Span span = traces.below(SAMPLED).orElseThrow().name("in progress").start();

        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            assertThat(traces.current()).isEqualTo("00-" + TRACE + "-" + span.context().spanId() + "-01");
        }

        assertThat(traces.current()).isNull();
    }

    @Test
    void aTraceThatIsNotSampledGoesOnAsSuch() {
        Span span = tracer.nextSpan().name("not sampled").start();

        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            assertThat(traces.current()).isEqualTo("00-" + span.context().traceId() + "-" + span.context().spanId()
                    + "-00");
            assertThat(traces.below(traces.current())).isEmpty();
        }
    }

    @Test
    void withoutATracerThereIsNoTrace() {
        Traces none = new Traces(Tracer.NOOP);

        assertThat(none.current()).isNull();
        none.below(SAMPLED).orElseThrow().name("seen by nobody").start().end();
    }
}
