package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.Replicas;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.stereotype.Component;

/** Passes on requests that end. */
@Component
class RestProxy {
    private final UpstreamClient client;

    RestProxy(UpstreamClient client) {
        this.client = client;
    }

    void pass(Replicas replicas, String target, HttpRequest.Builder request, HttpServletResponse response)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(replicas, target, request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            ResponseStart.copy(answer, response);
            answer.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
            body.transferTo(response.getOutputStream());
        } catch (IOException brokenOff) {
            throw ResponseStart.cut(brokenOff);
        }
    }
}
