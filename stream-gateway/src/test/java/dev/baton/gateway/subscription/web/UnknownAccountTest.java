package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.PartitionScan;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.testing.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A client has seen ten events of an account of which its replica knows nothing: it started later, or the client was
 * told from Kafka. Whatever the account's first record is then, the client is told what it has not seen, once, or that
 * it lost something.
 */
class UnknownAccountTest {
    private static RunningGateway gateway;

    private final AccountEvents events = new AccountEvents().from(10);
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of()).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static TopicScan topic() {
        return Objects.requireNonNull(gateway.context().getBean(AccountLogs.class).topic());
    }

    private PartitionScan partition() {
        return topic().of(events.account());
    }

    private StreamClient resumed() {
        StreamClient client = StreamClient.resume(gateway.streamPort(), token,
                new Cursor(topic().topicId(), events.partition(), 1, 10, partition().next()).encode(events.account()));
        assertThat(client.await("ready").data()).contains("\"resumed\":true");
        return client;
    }

    private void createRead(String problem) {
        long offset = events.create(problem);
        await().until(() -> partition().next() > offset);
    }

    @Test
    void whatFollowsIsTold() {
        try (StreamClient client = resumed()) {
            events.create(2);

            assertThat(StreamTest.sequences(client.awaitHandoffs(2)))
                    .containsExactly("%020d".formatted(11), "%020d".formatted(12));
            assertThat(client.events()).extracting(SseEvent::type).doesNotContain("resync");
        }
    }

    @Test
    void whatAPausedRelaySendsAgainIsNot() {
        try (StreamClient client = resumed()) {
            events.from(4);
            createRead("the fifth");
            createRead("the sixth");
            events.create(5);

            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly("%020d".formatted(11));
            assertThat(client.events()).extracting(SseEvent::type).containsExactly("ready", "handoff_created");
        }
    }

    @Test
    void whatIsMissingIsTold() {
        try (StreamClient client = resumed()) {
            events.from(11);
            createRead("the twelfth");

            assertThat(client.await("resync").data()).contains("\"reason\":\"gap\"", "\"head\":12");
            events.create(1);
            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly("%020d".formatted(13));
        }
    }

    @Test
    void aRestoredDatabaseIsTold() {
        try (StreamClient client = resumed()) {
            events.inEpoch(2).from(3);
            createRead("the fourth of the new epoch");

            assertThat(client.await("resync").data()).contains("\"reason\":\"new_epoch\"");
            assertThat(client.handoffs()).isEmpty();
        }
    }

    @Test
    void itsFreshCursorKeepsWhatItHasSeen() {
        try (StreamClient client = resumed()) {
            gateway.clock().advance(Duration.ofSeconds(61));

            String id = client.await("cursor").id();

            Cursor cursor = Cursor.decode(id, events.account()).orElseThrow();
            assertThat(cursor.epoch()).isEqualTo(1);
            assertThat(cursor.sequence()).isEqualTo(10);
        } finally {
            gateway.clock().reset();
        }
    }

    @Test
    void anEventThatIsNotShownProvesItsPlace() {
        try (StreamClient client = resumed()) {
            long offset = events.recordStep();
            await().until(() -> partition().next() > offset);
            gateway.clock().advance(Duration.ofSeconds(61));

            String id = client.await("cursor").id();

            assertThat(Cursor.decode(id, events.account()).orElseThrow().sequence()).isEqualTo(11);
        } finally {
            gateway.clock().reset();
        }
    }
}
