package dev.baton.platform.settings;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.baton.platform.sample.ServiceUnderTest;
import dev.baton.platform.tracing.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Acceptance O3: spans reach a collector, as the caller has decided. */
class TraceExportTest extends ServiceUnderTest {
    private static final String SAMPLED = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NOT_SAMPLED = "4bf92f3577b34da6a3ce929d0e0e4737";
    private static final String FAILED = "4bf92f3577b34da6a3ce929d0e0e4738";
    private static final List<String> received = new CopyOnWriteArrayList<>();
    private static final HttpServer collector = collector();

    @Autowired
    Traces traces;

    @DynamicPropertySource
    static void export(DynamicPropertyRegistry settings) {
        settings.add("management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        settings.add("management.opentelemetry.tracing.export.schedule-delay", () -> "50ms");
    }

    @AfterAll
    static void stop() {
        collector.stop(0);
    }

    @Test
    void whatTheCallerSamplesIsSentWithoutItsToken() {
        call(NOT_SAMPLED, "00");
        call(SAMPLED, "01");

        await().atMost(ofSeconds(10)).until(() -> received.stream().anyMatch(spans -> contains(spans, SAMPLED)));
        assertThat(received).noneMatch(spans -> contains(spans, NOT_SAMPLED) || spans.contains(ENGINEER));
    }

    @Test
    void anErrorIsSentByItsTypeAndNotByItsMessage() {
        traces.below("00-" + FAILED + "-00f067aa0ba902b7-01")
                .orElseThrow()
                .name("failing")
                .start()
                .error(new IllegalStateException("secret-of-the-row", new IllegalArgumentException("secret-inside")))
                .end();

        await().atMost(ofSeconds(10)).until(() -> received.stream().anyMatch(spans -> contains(spans, FAILED)));
        String sent = String.join("", received);
        assertThat(sent).contains("IllegalStateException").doesNotContain("secret-of-the-row", "secret-inside");
    }

    private void call(String trace, String flags) {
        send(request("/nowhere", ENGINEER).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-" + flags).GET());
    }

    // Protocol buffers carry ids and text as they are.
    private static boolean contains(String spans, String trace) {
        return spans.contains(new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1));
    }

    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
