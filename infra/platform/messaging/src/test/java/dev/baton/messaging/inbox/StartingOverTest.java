package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.messaging.EventSubscription;
import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** A group without a past, and a topic that was made anew: what the group's offsets say then means nothing. */
class StartingOverTest extends ConsumingTest {
    private String name;
    private String group;
    private AccountId account;
    @Autowired
    SubscriptionWiring wiring;
    @Autowired
    TestDatabase database;
    private Admin admin;
    private ConcurrentMessageListenerContainer<byte[], byte[]> container;

    @BeforeEach
    void makeTopic() throws Exception {
        name = "starting-over-" + UUID.randomUUID();
        group = "group-" + UUID.randomUUID();
        account = anAccount();
        admin = Admin.create(Map.of("bootstrap.servers", TestEngines.kafkaBootstrapServers()));
        createTopic();
    }

    @AfterEach
    void stop() throws Exception {
        container.stop();
        admin.deleteTopics(List.of(name)).all().get();
        admin.close();
    }

    @Test
    void aGroupThatStartsAfterRetentionTakesTheOldestEventThereIsForItsFirst() throws Exception {
        publish(1, 2, 3, 4, 5);
        admin.deleteRecords(Map.of(new TopicPartition(name, 0), RecordsToDelete.beforeOffset(3))).all().get();

        start();

        awaitEffects(account, 4, 5);
        assertThat(holes(account)).isEmpty();
        assertThat(count("baton.inbox.baselines")).isOne();
        assertThat(count("baton.inbox.gaps")).isZero();
    }

    @Test
    void aGroupThatStartsWithTheFirstEventCountsNoBaseline() {
        publish(1, 2);

        start();

        awaitEffects(account, 1, 2);
        assertThat(count("baton.inbox.baselines")).isZero();
    }

    @Test
    void aRunningGroupMissesNothingOfATopicThatWasMadeAnew() throws Exception {
        publish(1, 2, 3, 4, 5);
        start();
        awaitEffects(account, 1, 2, 3, 4, 5);

        recreate();
        // Where the group was lies inside of what the new topic has.
        publish(6, 7, 8, 9, 10, 11, 12);

        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(sequences(account))
                        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L));
        assertThat(holes(account)).isEmpty();
    }

    /** Of a running consumer only a race makes this: what it asked for last is there again before it asks. */
    @Test
    void aGroupThatGoesOnInsideOfANewTopicFindsWhatIsBefore() throws Exception {
        publish(1, 2, 3, 4, 5);
        start();
        awaitEffects(account, 1, 2, 3, 4, 5);
        container.stop();

        recreate();
        publish(6, 7, 8, 9, 10, 11, 12);
        standAt(5);
        container.start();

        awaitEffects(account, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aGroupAtTheEndOfANewTopicReadsItWhenItsIdIsSeen() throws Exception {
        publish(1, 2);
        start();
        awaitEffects(account, 1, 2);
        // Not a number before the first look.
        await().atMost(ofSeconds(15)).until(() -> lag() == 0);
        container.stop();

        recreate();
        publish(3, 4);
        standAt(2);
        container.start();

        awaitEffects(account, 1, 2, 3, 4);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aGroupThatHandlesNothingIsSeenToBeBehind() {
        publish(1);
        start();
        awaitEffects(account, 1);
        await().atMost(ofSeconds(15)).until(() -> lag() == 0);
        container.stop();

        publish(2);

        await().atMost(ofSeconds(15)).until(() -> lag() > 3);
        container.start();
        awaitEffects(account, 1, 2);
        await().atMost(ofSeconds(15)).until(() -> lag() == 0);
    }

    @Test
    void openHolesOfAllAccountsAreCountedUntilTheyAreFilled() {
        publish(1, 4);
        start();
        awaitEffects(account, 1, 4);
        await().atMost(ofSeconds(15)).until(() -> openHoles() == 2);

        publish(2, 3);

        awaitEffects(account, 1, 4, 2, 3);
        await().atMost(ofSeconds(15)).until(() -> openHoles() == 0);
    }

    @Test
    void aStoppedGroupMissesNothingOfATopicThatWasMadeAnew() throws Exception {
        publish(1, 2, 3, 4, 5);
        start();
        awaitEffects(account, 1, 2, 3, 4, 5);
        container.stop();

        recreate();
        publish(6, 7, 8, 9, 10, 11, 12);
        start();

        awaitEffects(account, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aGroupWhoseDatabaseWasRestoredReadsAgainWhatItForgot() throws Exception {
        publish(1, 2, 3, 4, 5);
        start();
        awaitEffects(account, 1, 2, 3, 4, 5);

        forgetAllBehind(3);
        publish(6);

        awaitEffects(account, 1, 2, 3, 4, 5, 6);
        assertThat(holes(account)).isEmpty();
    }

    /** Effects and watermark go back together, Kafka's offsets do not. */
    private void forgetAllBehind(long sequence) throws Exception {
        try (var connection = database.openAsSuperuser(); var restore = connection.createStatement()) {
            restore.execute(
                    "DELETE FROM effect WHERE sequence > %d AND account_id = '%s'".formatted(sequence, account));
            restore.execute(
                    "UPDATE inbox SET last_seq = %d, last_event_id = NULL, last_offset = %d WHERE account_id = '%s'"
                            .formatted(sequence, sequence - 1, account));
        }
    }

    private void publish(long... sequences) {
        try (RawTopic current = new RawTopic(name)) {
            current.publish(account, sequences);
        }
    }

    private void start() {
        container = wiring.container(new EventSubscription(group, name, effects));
        container.start();
    }

    /** Where the group goes on when it starts. */
    private void standAt(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private double openHoles() {
        return meters.get("baton.inbox.holes.open").tags("group", group, "topic", name).gauge().value();
    }

    private double lag() {
        return meters.get("baton.inbox.lag").tags("group", group, "topic", name).gauge().value();
    }

    private void recreate() throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(name));
        createTopic();
    }

    private void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }

    private double count(String metric) {
        return meters.get(metric).tags("group", group, "topic", name).counter().count();
    }
}
