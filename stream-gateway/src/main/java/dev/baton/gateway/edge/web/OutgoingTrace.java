package dev.baton.gateway.edge.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.net.http.HttpRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes what a service does part of the trace that the edge has begun or continued (W3C Trace Context). */
@Component
class OutgoingTrace {
    private final Tracer tracer;
    private final Propagator propagator;

    OutgoingTrace(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
    }

    /** Replaces the client's own header; without a trace of ours that one goes on as it is. */
    void continueIn(HttpRequest.Builder request) {
        Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), request, (_, name, value) -> request.setHeader(name, value));
        }
    }
}
