package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.events.Topics;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.BrokerProcess;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartTest {
    // A broker that has nothing to say answers after half a second.
    private static final double FOLLOWS = 1.5;
    private static final double LOST = 3;

    @Test
    void aFeedIsSeenToBeBehindWhileTheBrokerIsAway(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                RunningGateway gateway = RunningGateway.start(Map.of("spring.kafka.bootstrap-servers",
                        broker.address())).awaitCaughtUp()) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> lag(gateway) < FOLLOWS);

            broker.kill();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> lag(gateway) > LOST);
            broker.start();

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lag(gateway) < FOLLOWS);
        }
    }

    private static double lag(RunningGateway gateway) {
        return gateway.context()
                .getBean(MeterRegistry.class)
                .get("baton.gateway.feed.lag")
                .tag("topic", Topics.HANDOFF_EVENTS)
                .gauge()
                .value();
    }

    @Test
    void aStreamSurvivesAKilledBrokerAndMissesNothing(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Producer<byte[], byte[]> producer = AccountEvents.producer(broker.address());
                RunningGateway gateway = RunningGateway.start(Map.of("spring.kafka.bootstrap-servers",
                        broker.address())).awaitCaughtUp()) {
            AccountEvents events = new AccountEvents(producer);
            String token = TestTokens.of(events.account(), Role.ENGINEER);
            try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
                client.await("ready");
                events.create(3);
                client.awaitHandoffs(3);

                broker.kill();
                String last = client.handoffs().getLast().id();
                try (StreamClient during = StreamClient.resume(gateway.streamPort(), token, last)) {
                    assertThat(during.await("ready").data()).contains("\"resumed\":true");
                }
                broker.start();
                events.create(3);

                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> client.handoffs().size() == 6);
                assertThat(client.events()).extracting(SseEvent::type).doesNotContain("resync");
                assertThat(client.handoffs()).extracting(SseEvent::id).doesNotHaveDuplicates();
            }
        }
    }
}
