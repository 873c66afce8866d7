package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.events.Topics;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.BrokerProcess;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.TestTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecreatedTopicTest {
    @Test
    void aTopicThatWasMadeAnewIsNoticedAndTold(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                RunningGateway gateway = RunningGateway.start(Map.of("spring.kafka.bootstrap-servers",
                        broker.address(), "baton.gateway.feed.topic-refresh", "1s")).awaitCaughtUp();
                Producer<byte[], byte[]> old = AccountEvents.producer(broker.address())) {
            AccountEvents events = new AccountEvents(old);
            String token = TestTokens.of(events.account(), Role.ENGINEER);
            try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
                client.await("ready");
                events.create(3);
                String last = client.awaitHandoffs(3).handoffs().getLast().id();
                String older = client.handoffs().getFirst().id();

                recreate(broker);
                // Where the feed and the client were lies inside of what the new topic has.
                try (Producer<byte[], byte[]> anew = AccountEvents.producer(broker.address())) {
                    AccountEvents later = events.through(anew).create(6);

                    // Before the news, whatever was found at the old offsets may have been told, too.
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(
                                    () -> assertThat(afterResync(client)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L));

                    // Sequences still mean something: nothing is missing behind the old cursor.
                    try (StreamClient resumed = StreamClient.resume(gateway.streamPort(), token, last)) {
                        assertThat(resumed.await("ready").data()).contains("\"resumed\":true");
                        resumed.awaitHandoffs(6);
                        assertThat(told(resumed)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
                    }
                    assertThat(later.sequence()).isEqualTo(9);

                    // Its offset says nothing about the new topic, and its sequence not enough.
                    try (StreamClient lost = StreamClient.resume(gateway.streamPort(), token, older)) {
                        assertThat(lost.await("resync").data()).contains("\"reason\":\"too_old\"");
                    }
                }
            }
        }
    }

    private static List<Long> told(StreamClient client) {
        return client.handoffs().stream().map(RecreatedTopicTest::sequence).toList();
    }

    private static List<Long> afterResync(StreamClient client) {
        return client.events()
                .stream()
                .dropWhile(event -> !event.data().contains("new_topic"))
                .filter(event -> event.type().startsWith("handoff_"))
                .map(RecreatedTopicTest::sequence)
                .toList();
    }

    private static long sequence(StreamClient.SseEvent event) {
        return Long.parseLong(event.data().replaceFirst(".*\"sequence\":\"(\\d+)\".*", "$1"));
    }

    private static void recreate(BrokerProcess broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteTopics(List.of(Topics.HANDOFF_EVENTS)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(Topics.HANDOFF_EVENTS));
            admin.createTopics(List.of(new NewTopic(Topics.HANDOFF_EVENTS, 3, (short) 1))).all().get();
        }
    }
}
