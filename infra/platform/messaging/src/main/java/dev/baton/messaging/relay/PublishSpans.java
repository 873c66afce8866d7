package dev.baton.messaging.relay;

import dev.baton.platform.tracing.Traces;
import io.micrometer.tracing.Span;
import org.apache.kafka.clients.producer.Callback;

/**
 * A span for each record, from when it is handed to the producer to its acknowledgement, below the request that caused
 * the event: the distance between the two is the time in the outbox. Named by OpenTelemetry's conventions for messaging.
 *
 * <p>The record's own header stays that of the request, as the body says too, so that consumers are its siblings.
 */
final class PublishSpans {
    private final Traces traces;

    PublishSpans(Traces traces) {
        this.traces = traces;
    }

    /** Begins the span of a record that is sent now. What it returns ends it; it is the same where nothing is traced. */
    Callback ending(OutboxRecord record, Callback then) {
        return traces.below(record.traceparent()).map(span -> ending(begin(span, record), then)).orElse(then);
    }

    private static Span begin(Span.Builder span, OutboxRecord record) {
        String topic = record.stream().topic();
        return span.name("send " + topic)
                .kind(Span.Kind.PRODUCER)
                .tag("messaging.system", "kafka")
                .tag("messaging.operation.name", "send")
                .tag("messaging.operation.type", "send")
                .tag("messaging.destination.name", topic)
                .tag("messaging.client.id", OutboxPublisher.CLIENT_ID)
                .tag("messaging.message.id", record.eventId().toString())
                .tag("baton.event.type", record.type())
                .start();
    }

    private static Callback ending(Span span, Callback then) {
        return (metadata, error) -> {
            // First: it keeps what comes later from overtaking, which no trace may prevent.
            then.onCompletion(metadata, error);
            if (error == null) {
                span.tag("messaging.destination.partition.id", Integer.toString(metadata.partition()))
                        .tag("messaging.kafka.offset", metadata.offset());
            } else {
                span.tag("error.type", error.getClass().getSimpleName()).error(error);
            }
            span.end();
        };
    }
}
