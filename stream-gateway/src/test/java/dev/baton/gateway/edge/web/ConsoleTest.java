package dev.baton.gateway.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a page of this test's own: src/test/resources/static stands before the real one. */
class ConsoleTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/escalations",
            "/pilot/0195c0de-0000-7000-8000-000000000001?pickup=true",
            "/analytics/escalations", "/sign-in"})
    void everyAddressOfTheConsoleIsItsPage(String path) {
        try (StreamClient client = get(path)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("content-type").orElseThrow()).startsWith("text/html");
            assertThat(client.body()).contains("<title>test page</title>");
            assertThat(client.header("cache-control")).contains("no-cache");
            assertThat(client.header("content-security-policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(client.header("x-content-type-options")).contains("nosniff");
            assertThat(client.header("referrer-policy")).contains("no-referrer");
            assertThat(client.header("set-cookie")).isEmpty();
        }
    }

    @Test
    void filesWhoseNamesChangeWithTheirContentAreKeptForEver() {
        try (StreamClient client = get("/assets/page-4f2a.js")) {
            assertThat(client.body()).contains("test script");
            assertThat(client.header("cache-control").orElseThrow()).contains("max-age=31536000", "immutable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone-1234.js", "/assets/gone", "/robots.txt", "/pilot/x.map"})
    void aFileThatIsNotThereIsNotThePage(String path) {
        try (StreamClient client = get(path)) {
            assertThat(client.status()).isEqualTo(404);
            assertThat(client.body()).contains("urn:baton:problem:not-found");
        }
    }

    private static StreamClient get(String path) {
        StreamClient client = StreamClient.send(RunningGateway.first().httpPort(), "GET " + path + " HTTP/1.1",
                "Connection: close");
        client.awaitEnd();
        return client;
    }
}
