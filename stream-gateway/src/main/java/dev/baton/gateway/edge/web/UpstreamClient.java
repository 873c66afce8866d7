package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.EdgeMetrics;
import dev.baton.gateway.edge.EdgeProperties;
import dev.baton.gateway.edge.OutcomeUnknown;
import dev.baton.gateway.edge.Replicas;
import dev.baton.gateway.edge.UnreadableRequest;
import dev.baton.gateway.edge.UpstreamTimeout;
import dev.baton.gateway.edge.UpstreamUnavailable;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * Asks the replicas of a service, one after the other. Another one is asked only where the first was not reached, or
 * where asking twice is the same as asking once: a POST that may have been sent is never sent again.
 */
@Component
class UpstreamClient {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final HttpClient client;
    private final EdgeProperties properties;
    private final EdgeMetrics metrics;

    UpstreamClient(EdgeProperties properties, EdgeMetrics metrics) {
        this.properties = properties;
        this.metrics = metrics;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * @param target path and query, as they came
     * @throws UpstreamUnavailable 503, asking again is safe
     * @throws OutcomeUnknown 502, something may have been done
     * @throws UpstreamTimeout 504, something may still be done
     */
    <T> HttpResponse<T> send(Replicas replicas, String target, HttpRequest.Builder request,
            HttpResponse.BodyHandler<T> body) throws InterruptedException {
        request.timeout(properties.responseTimeout());
        for (URI replica : replicas.inTurn()) {
            HttpRequest attempt = request.uri(address(replica, target)).build();
            try {
                return client.send(attempt, body);
            } catch (ConnectException | HttpConnectTimeoutException notSent) {
                replicas.unreachable(replica);
                metrics.unreachable(replicas);
            } catch (HttpTimeoutException late) {
                metrics.timedOut(replicas);
                throw new UpstreamTimeout();
            } catch (IOException maybeSent) {
                metrics.brokeOff(replicas);
                if (!IDEMPOTENT.contains(attempt.method())) {
                    throw new OutcomeUnknown();
                }
            }
        }
        throw new UpstreamUnavailable();
    }

    // Streams through the edge would keep an orderly end waiting.
    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    private static URI address(URI replica, String target) {
        try {
            return URI.create(replica.getScheme() + "://" + replica.getRawAuthority() + target);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRequest();
        }
    }
}
