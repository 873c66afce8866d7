package dev.baton.gateway.trace;

import dev.baton.platform.tracing.Traces;
import io.micrometer.tracing.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins a span for each event that is traced, when its record was read. */
@Component
public class FrameTraces {
    private final Traces traces;

    public FrameTraces(Traces traces) {
        this.traces = traces;
    }

    /** Empty, at the cost of a look at one character, when the event is not traced. */
    public Optional<Span> received(@Nullable String traceparent, String type) {
        return traces.below(traceparent)
                .map(span -> span.name("push frame")
                        .kind(Span.Kind.CONSUMER)
                        .tag("baton.event.type", type)
                        .start());
    }
}
