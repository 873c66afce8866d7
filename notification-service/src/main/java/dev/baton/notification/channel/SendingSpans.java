package dev.baton.notification.channel;

import dev.baton.platform.tracing.Traces;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A span for each attempt to hand a message over, below the request that caused the message. It tells of the way and the
 * outcome; never an address, a URL, a text, or the answer of the other side, which may quote them.
 */
@Component
public class SendingSpans {
    private final Traces traces;
    private final Tracer tracer;

    SendingSpans(Traces traces, ObjectProvider<Tracer> tracer) {
        this.traces = traces;
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    }

    /** Hands the message over, as {@link Channel#send} does. */
    public Outcome send(Channel channel, Notice notice, String kind, int attempt, @Nullable String traceparent) {
        Optional<Span> begun = traces.below(traceparent)
                .map(span -> span.name("send " + channel.name())
                        .kind(Span.Kind.CLIENT)
                        .tag("baton.channel", channel.name())
                        .tag("baton.delivery.kind", kind)
                        .tag("baton.delivery.attempt", attempt)
                        .start());
        if (begun.isEmpty()) {
            return channel.send(notice);
        }
        Span span = begun.get();
        // In progress meanwhile: what the channel logs has the trace's id.
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            Outcome outcome = channel.send(notice);
            span.tag("baton.delivery.outcome", name(outcome));
            return outcome;
        } finally {
            span.end();
        }
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Refused _ -> "refused";
            case Outcome.Closed _ -> "closed";
            case Outcome.Deferred _ -> "deferred";
            case Outcome.Unavailable _ -> "unavailable";
            case Outcome.Ambiguous _ -> "ambiguous";
        };
    }
}
