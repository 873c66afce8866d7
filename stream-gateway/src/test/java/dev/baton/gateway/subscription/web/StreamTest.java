package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.TestTokens;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final AccountEvents events = new AccountEvents();
    private final int port = RunningGateway.first().streamPort();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @Test
    void readyComesFirstAndThenWhatHappens() {
        try (StreamClient client = StreamClient.open(port, token)) {
            client.await("ready");

            events.create("Outlook is failing to sync");

            client.awaitHandoffs(1);
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("content-type")).contains("text/event-stream");
            assertThat(client.header("cache-control")).contains("no-store, no-transform");
            assertThat(client.header("x-accel-buffering")).contains("no");
            assertThat(client.events().getFirst().type()).isEqualTo("ready");
            assertThat(client.events().getFirst().data()).contains("\"resumed\":false", "\"heartbeat_ms\":25000");
            assertThat(client.events().getFirst().fields()).containsKey("retry");
            StreamClient.SseEvent event = client.handoffs().getFirst();
            assertThat(event.type()).isEqualTo("handoff_created");
            assertThat(event.id()).isNotEmpty();
            assertThat(event.data()).startsWith("{")
                    .contains("Outlook is failing to sync", "\"specversion\":\"1.0\"")
                    .doesNotContain("\n");
        }
    }

    @Test
    void twoReplicasTellEverythingInTheSameOrder() {
        try (StreamClient one = StreamClient.open(port, token);
                StreamClient other = StreamClient.open(RunningGateway.second().streamPort(), token)) {
            one.await("ready");
            other.await("ready");

            events.create(200);

            List<String> told = sequences(one.awaitHandoffs(200));
            assertThat(told).isEqualTo(IntStream.rangeClosed(1, 200).mapToObj("%020d"::formatted).toList());
            assertThat(sequences(other.awaitHandoffs(200))).isEqualTo(told);
            assertThat(other.handoffs()).extracting(StreamClient.SseEvent::id)
                    .isEqualTo(one.handoffs().stream().map(StreamClient.SseEvent::id).toList());
        }
    }

    static List<String> sequences(StreamClient client) {
        return client.handoffs().stream().map(StreamTest::sequence).toList();
    }

    static String sequence(StreamClient.SseEvent event) {
        return event.data().replaceFirst(".*\"sequence\":\"(\\d+)\".*", "$1");
    }
}
