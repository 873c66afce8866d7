package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.Topics;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.BrokerProcess;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A replica that started an hour after the events, and what a broker can do to what it would read again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PastOfABrokerTest {
    private static final Instant AN_HOUR_AGO = Instant.now().minus(Duration.ofHours(1));
    private static BrokerProcess broker;
    private static RunningGateway gateway;
    private static Producer<byte[], byte[]> producer;
    private static AccountEvents events;
    private static AccountEvents newcomer;
    private static long firstOffset;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = BrokerProcess.start(folder);
        producer = AccountEvents.producer(broker.address());
        events = new AccountEvents(producer).at(AN_HOUR_AGO);
        newcomer = new AccountEvents(producer).at(AN_HOUR_AGO);
        firstOffset = events.create("the first");
        newcomer.create("the first ever");
        events.create(3).recordStep();
        events.create(5);
        gateway = RunningGateway.start(Map.of("spring.kafka.bootstrap-servers", broker.address(),
                "baton.gateway.feed.topic-refresh", "1s", "baton.gateway.stream.past-wait", "2s")).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        producer.close();
        broker.close();
    }

    private static StreamClient resume(AccountEvents account, Cursor cursor) {
        return StreamClient.resume(gateway.streamPort(), TestTokens.of(account.account(), Role.ENGINEER),
                cursor.encode(account.account()));
    }

    private static Cursor cursor(AccountEvents account, long epoch, long sequence, long offset) {
        return new Cursor(topicId(), account.partition(), epoch, sequence, offset);
    }

    private static UUID topicId() {
        return Objects.requireNonNull(gateway.context().getBean(AccountLogs.class).topic()).topicId();
    }

    private static List<Long> told(StreamClient client) {
        return client.handoffs()
                .stream()
                .map(event -> Long.parseLong(event.data().replaceFirst(".*\"sequence\":\"(\\d+)\".*", "$1")))
                .toList();
    }

    private static String resyncOf(StreamClient client) {
        return client.await("resync").data().replaceFirst(".*\"reason\":\"(\\w+)\".*", "$1");
    }

    @Test
    @Order(1)
    void itTellsWhatHappenedBeforeItStartedAndWhatHappensThen() {
        try (StreamClient client = resume(events, cursor(events, 1, 2, firstOffset + 1))) {
            client.awaitHandoffs(7);
            events.at(Instant.now()).create(2);

            assertThat(told(client.awaitHandoffs(9))).containsExactly(3L, 4L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            assertThat(client.events().getFirst().data()).contains("\"resumed\":true", "\"replayed\":7");
        }
    }

    @Test
    @Order(2)
    void theFirstEventEverOfAnAccountIsNotMissed() {
        try (StreamClient client = resume(newcomer, cursor(newcomer, 0, 0, 0))) {
            assertThat(told(client.awaitHandoffs(1))).containsExactly(1L);
            assertThat(client.body()).contains("the first ever").doesNotContain(events.account().toString());
        }
    }

    @Test
    @Order(3)
    void anAccountWithoutEventsMissedNoneHoweverLongItsClientWasAway() {
        AccountEvents quiet = new AccountEvents(producer);
        try (StreamClient client = resume(quiet, cursor(quiet, 0, 0, 0))) {
            assertThat(client.await("ready").data()).contains("\"resumed\":true", "\"replayed\":0");
            quiet.create(1);
            assertThat(told(client.awaitHandoffs(1))).containsExactly(1L);
        }
    }

    @Test
    @Order(4)
    void anEpochThatWasRaisedInThePastIsTold() {
        AccountEvents restored = new AccountEvents(producer).at(AN_HOUR_AGO);
        long before = restored.create("before");
        restored.inEpoch(2).from(0).create(2);
        restored.at(Instant.now()).create(1);

        try (StreamClient client = resume(restored, cursor(restored, 1, 1, before + 1))) {
            assertThat(resyncOf(client)).isEqualTo("new_epoch");
        }
    }

    @Test
    @Order(5)
    void offsetsOfAnotherTopicOrPartitionAreNotRead() {
        Cursor good = cursor(events, 1, 2, firstOffset + 1);
        try (StreamClient topic = resume(events,
                new Cursor(new UUID(1, 1), good.partition(), 1, 2, good.offset()));
                StreamClient partition = resume(events,
                        new Cursor(good.topicId(), good.partition() + 1, 1, 2, good.offset()))) {
            assertThat(resyncOf(topic)).isEqualTo("too_old");
            assertThat(resyncOf(partition)).isEqualTo("too_old");
        }
    }

    @Test
    @Order(6)
    void aBrokerThatIsAwayCostsAResyncAndIsReadAgainWhenItIsBack() throws Exception {
        try (StreamClient live = StreamClient.open(gateway.streamPort(),
                TestTokens.of(events.account(), Role.ENGINEER))) {
            live.await("ready");
            // Asks the broker how many partitions there are.
            Cursor old = cursor(events, 1, 2, firstOffset + 1);
            broker.kill();
            for (int i = 0; i < 3; i++) {
                try (StreamClient client = resume(events, old)) {
                    assertThat(resyncOf(client)).isEqualTo("unavailable");
                }
            }
            broker.start();
            events.create(1);
            await().atMost(Duration.ofSeconds(30)).until(() -> live.handoffs().size() == 1);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (StreamClient client = resume(events, cursor(events, 1, 2, firstOffset + 1))) {
                assertThat(client.await("ready").data()).contains("\"resumed\":true");
            }
        });
    }

    @Test
    @Order(7)
    void whatRetentionTookIsTooOld() throws Exception {
        long kept = firstOffset + 3;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteRecords(Map.of(new TopicPartition(Topics.HANDOFF_EVENTS, events.partition()),
                    RecordsToDelete.beforeOffset(kept))).all().get();
        }

        try (StreamClient late = resume(events, cursor(events, 1, 1, firstOffset + 1))) {
            assertThat(resyncOf(late)).isEqualTo("too_old");
        }
    }

    @Test
    @Order(8)
    void partitionsThatAreAddedMoveAccountsAndTheirOldOffsetsMeanNothing() throws Exception {
        AccountEvents moving = new AccountEvents(producer);
        int before = moving.partition();
        while (partitionOfSix(moving.account()) == before) {
            moving = new AccountEvents(producer);
            before = moving.partition();
        }
        String token = TestTokens.of(moving.account(), Role.ENGINEER);
        String second;
        String third;
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");
            moving.create(3);
            second = client.awaitHandoffs(3).handoffs().get(1).id();
            third = client.handoffs().get(2).id();
        }

        addPartitions();
        AccountEvents moved = moving.through(AccountEvents.producer(broker.address())).create(2);
        assertThat(moved.partition()).isNotEqualTo(before);

        for (String last : List.of(second, third)) {
            try (StreamClient client = StreamClient.resume(gateway.streamPort(), token, last)) {
                await().until(() -> !told(client).isEmpty() && told(client).getLast() == 5L);
                assertThat(client.events()).extracting(SseEvent::type).doesNotContain("resync");
                assertThat(told(client)).endsWith(4L, 5L).isSorted().doesNotHaveDuplicates();
            }
        }
        try (StreamClient client = StreamClient.resume(gateway.streamPort(), token,
                new Cursor(topicId(), moved.partition(), 1, 4, 1).encode(moved.account()))) {
            assertThat(told(client.awaitHandoffs(1))).containsExactly(5L);
        }
    }

    private static int partitionOfSix(AccountId account) {
        byte[] key = account.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 6;
    }

    private static void addPartitions() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createPartitions(Map.of(Topics.HANDOFF_EVENTS, NewPartitions.increaseTo(6))).all().get();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Objects.requireNonNull(gateway.context().getBean(AccountLogs.class).topic())
                        .partitions()
                        .size() == 6);
        gateway.awaitCaughtUp();
    }
}
