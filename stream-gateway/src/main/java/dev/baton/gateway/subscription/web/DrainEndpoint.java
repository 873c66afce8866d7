package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.StreamMetrics;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code POST /actuator/drain} on the management port: takes this replica out of service before it is stopped
 * (acceptance G8). Nothing undoes it but a start anew. {@code GET} tells how far it is.
 * Only who is on the same machine or in the same pod can do it.
 */
@Component
@Endpoint(id = "drain")
public class DrainEndpoint {
    private final StreamServer server;
    private final StreamMetrics metrics;

    DrainEndpoint(StreamServer server, StreamMetrics metrics) {
        this.server = server;
        this.metrics = metrics;
    }

    /**
     * How far it is.
     *
     * @param state {@code starting}, {@code serving}, {@code draining} or {@code drained}
     * @param streams that are open
     */
    public record Progress(String state, int streams) {}

    /** Begins it and returns at once. Again is the same as once; a replica that is still starting stays so. */
    @WriteOperation
    public Progress begin() {
        server.drain();
        return progress();
    }

    /** Tells how far it is. */
    @ReadOperation
    public Progress progress() {
        return new Progress(server.drainState(), metrics.open());
    }
}
