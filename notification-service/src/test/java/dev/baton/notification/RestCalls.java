package dev.baton.notification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a client does. Paths are below {@code /api/v1}. */
public final class RestCalls {
    private final RestTestClient http;

    public RestCalls(RestTestClient http) {
        this.http = http;
    }

    /** What came back. */
    public record Answer(int status, String text) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    public Answer send(String method, String path, @Nullable String token, @Nullable String body) {
        RestTestClient.RequestBodySpec request = http.method(HttpMethod.valueOf(method))
                .uri(URI.create("/api/v1" + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body.getBytes(StandardCharsets.UTF_8));
        }
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] answer = result.getResponseBody();
        return new Answer(result.getStatus().value(),
                answer == null ? "" : new String(answer, StandardCharsets.UTF_8));
    }
}
