package dev.baton.launcher.demo;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few calls of the public API that a junior makes, through the edge as any other client. */
final class BatonApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include
                    .withValueInclusion(Include.NON_NULL)
                    .withContentInclusion(Include.NON_NULL))
            .build();
    private final URI base;
    private @Nullable String token;

    BatonApi(URI base) {
        this.base = base;
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        token = post("/api/v1/auth/token", Map.of("email", email, "password", password)).required("access_token")
                .asString();
    }

    /**
     * Posts a body; members that are null are left out.
     *
     * @throws IOException with what the problem says when it is refused
     */
    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
