package dev.baton.handoff.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person's view of the API. */
public record Api(HttpClient http, URI base, String token) {
    private static final JsonMapper JSON = new JsonMapper();

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer post(String path) {
        return send("POST", path, null, Map.of());
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(base.resolve(path.startsWith("/.") ? path : "/api/v1" + path))
                .method(method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public JsonNode ok() {
            assertThat(status()).as(response.body()).isEqualTo(200);
            return json();
        }

        /** The refresh cookie of an answer that signs somebody in, as a client sends it back. */
        public String cookie() {
            return response.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        }

        public JsonNode created() {
            assertThat(status()).as(response.body()).isEqualTo(201);
            return json();
        }

        /** A problem of this kind; its body. */
        public JsonNode problem(int status, String slug) {
            assertThat(status()).as(response.body()).isEqualTo(status);
            assertThat(response.headers().firstValue("content-type")).hasValueSatisfying(
                    type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(json().get("type").asString()).isEqualTo("urn:baton:problem:" + slug);
            return json();
        }
    }
}
