package dev.baton.platform.tracing;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanFilter;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the type of an exception leave the service, and neither its message nor its trace, which repeats the message: as in
 * the logs, it may quote what a person wrote.
 */
final class ErrorsByType implements SpanFilter {
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");

    @Override
    public FinishedSpan map(FinishedSpan span) {
        SpanData finished = OtelFinishedSpan.toOtel(span);
        return finished.getEvents().isEmpty() && finished.getStatus().getDescription().isEmpty()
                ? span
                : OtelFinishedSpan.fromOtel(new WithoutMessages(finished));
    }

    private static final class WithoutMessages extends DelegatingSpanData {
        private WithoutMessages(SpanData finished) {
            super(finished);
        }

        @Override
        public List<EventData> getEvents() {
            return super.getEvents().stream().map(WithoutMessages::typeOnly).toList();
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        private static EventData typeOnly(EventData event) {
            @Nullable
            String type = event.getAttributes().get(TYPE);
            return type == null
                    ? event
                    : EventData.create(event.getEpochNanos(), event.getName(), Attributes.of(TYPE, type));
        }
    }
}
