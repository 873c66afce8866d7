package dev.baton.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.platform.sample.SampleApplication;
import dev.baton.platform.sample.SlowRequest;
import dev.baton.testing.TestTokens;
import dev.baton.testing.engines.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What SIGTERM does: an open request is finished before the process ends. The test ends the service itself. */
class GracefulShutdownTest {
    @Test
    void anOpenRequestIsFinished() throws Exception {
        ConfigurableApplicationContext service = start();
        ApplicationAvailability availability = service.getBean(ApplicationAvailability.class);
        CompletableFuture<HttpResponse<String>> open = HttpClient.newHttpClient()
                .sendAsync(slow(service.getEnvironment().getProperty("local.server.port")), BodyHandlers.ofString());
        assertThat(SlowRequest.STARTED.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
        await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
        assertThat(stopping).isNotDone();
        SlowRequest.RELEASED.countDown();

        assertThat(open.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"released\":true}");
        stopping.get(20, TimeUnit.SECONDS);
    }

    private static ConfigurableApplicationContext start() {
        Map<String, Object> settings = new HashMap<>(TestTokens.properties());
        settings.putAll(TestDatabase.create("defaults").properties());
        settings.put("spring.application.name", "sample");
        settings.put("server.port", "0");
        return new SpringApplicationBuilder(SampleApplication.class).properties(settings).run();
    }

    private static HttpRequest slow(String port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/slow"))
                .header("Authorization", "Bearer " + TestTokens.of(new AccountId(UUID.randomUUID()), Role.ENGINEER))
                .POST(BodyPublishers.noBody())
                .build();
    }
}
