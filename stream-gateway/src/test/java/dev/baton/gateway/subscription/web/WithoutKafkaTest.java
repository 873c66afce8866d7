package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.End;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A replica that was started while Kafka was away. */
class WithoutKafkaTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:1",
                "baton.gateway.stream.ahead-wait", "200ms"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void itIsReadyForEverythingElse() {
        try (StreamClient ready = get(gateway.managementPort(), "/actuator/health/readiness");
                StreamClient page = get(gateway.httpPort(), "/escalations")) {
            assertThat(ready.status()).isEqualTo(200);
            assertThat(page.status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamIsToldInsideOfItToComeBackLater() {
        String token = TestTokens.of(new AccountId(UUID.randomUUID()), Role.ENGINEER);
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            SseEvent busy = client.await("busy");
            assertThat(client.status()).isEqualTo(200);
            assertThat(Integer.parseInt(busy.fields().get("retry"))).isBetween(5_000, 60_000);
            assertThat(client.awaitEnd()).isEqualTo(End.CUT);
            assertThat(client.events()).hasSize(1);
        }
    }

    private static StreamClient get(int port, String path) {
        StreamClient client = StreamClient.send(port, "GET " + path + " HTTP/1.1", "Connection: close");
        client.awaitEnd();
        return client;
    }
}
