package dev.baton.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.testing.PlatformTest;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample service on a real port, and a client that sends whatever a test wants. */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "spring.application.name=sample", "management.endpoints.web.exposure.include=health,prometheus,lever",
        "management.endpoint.lever.access=unrestricted", "spring.main.cloud-platform=kubernetes"})
@PlatformTest(database = "defaults", kafka = false)
public abstract class ServiceUnderTest {
    protected static final AccountId ACME = new AccountId(UUID.randomUUID());
    protected static final String ENGINEER = TestTokens.of(ACME, Role.ENGINEER);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @Value("${local.server.port}")
    protected int port;
    @Value("${local.management.port}")
    protected int managementPort;

    protected HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET());
    }

    protected HttpResponse<String> post(String path, String token, String body) {
        return post(path, token, BodyPublishers.ofString(body));
    }

    protected HttpResponse<String> post(String path, String token, BodyPublisher body) {
        return send(request(path, token).header("Content-Type", "application/json").POST(body));
    }

    protected HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Checks everything that all problems share. */
    protected static JsonNode assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception", "org.springframework", "dev.baton", "java.", "SQL");
        JsonNode problem = json(response);
        assertThat(problem.path("type").asString()).isEqualTo("urn:baton:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).isEqualTo(response.uri().getRawPath());
        assertThat(problem.path("trace_id").asString()).matches("[0-9a-f]{32}");
        return problem;
    }
}
