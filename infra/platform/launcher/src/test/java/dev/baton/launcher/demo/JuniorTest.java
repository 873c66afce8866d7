package dev.baton.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the junior sends; that the platform takes it, the system tests show. */
class JuniorTest {
    private static final Path DEMO_DATA = Path.of("src/main/resources/demo");

    private record Request(String path, String authorization, JsonNode body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private HttpServer server;
    private int status = 201;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsPlayedStepByStepAndEndsWithTheLink(String name) throws Exception {
        LiveScript script = LiveScript.read(DEMO_DATA.resolve("live"), name);

        junior().play(DEMO_DATA, name, "globex");

        assertThat(requests).hasSize(script.steps().size() + 3);
        assertThat(requests.getFirst().body().at("/email").asString()).isEqualTo("junior@globex.example");
        assertThat(requests.get(1).path()).isEqualTo("/api/v1/ai-sessions");
        assertThat(requests.get(1).authorization()).isEqualTo("Bearer token");
        assertThat(requests.get(2).path()).isEqualTo("/api/v1/ai-sessions/17/steps");
        assertThat(requests.get(2).body().propertyNames()).contains("kind", "text")
                .isSubsetOf("kind", "text",
                        "command", "outcome");
        assertThat(requests.getLast().path()).isEqualTo("/api/v1/ai-sessions/17/escalate");
        assertThat(requests.getLast().body().propertyNames()).containsExactlyInAnyOrder("reason", "notes", "priority");
        assertThat(lines.getLast()).endsWith("/pilot/17?pickup=true");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(script.handoff().after());
    }

    @Test
    void aRefusalIsToldWithItsProblem() {
        status = 401;

        assertThatThrownBy(() -> junior().play(DEMO_DATA, "outlook-modern-auth", "acme"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/api/v1/auth/token answered 401");
    }

    static List<String> scripts() throws IOException {
        return Junior.scripts(DEMO_DATA);
    }

    private Junior junior() {
        return new Junior(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), lines::add, pauses::add);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes())));
        byte[] body = "{\"access_token\": \"token\", \"id\": \"17\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
