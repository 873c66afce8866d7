package dev.baton.opsctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventHeaders;
import dev.baton.events.HandoffId;
import dev.baton.events.MemberStatus;
import dev.baton.events.Person;
import dev.baton.events.Role;
import dev.baton.events.SessionId;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.Topics;
import dev.baton.events.UserId;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.Outbox;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestEngines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The publishing database goes back to an earlier state, while the topic and the consumers do not. */
class RestoredDatabaseTest extends OperatedTest {
    @Autowired
    Outbox outbox;
    @Autowired
    DirectoryProgress progress;
    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void withoutARaiseNewEventsAreDroppedAsRepeats() throws SQLException {
        restoredAfter(3, 2);

        append();
        append();
        append();

        // 4 and 5 were given before; 6 is the first that is new to the group.
        await().atMost(ofSeconds(15))
                .untilAsserted(() -> assertThat(service.applied(account))
                        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L));
        assertThat(service.epochs(account)).containsOnly(1L);
    }

    @Test
    void afterARaiseEveryNewEventTakesEffectOnce() throws Exception {
        restoredAfter(3, 2);

        assertThat(raise(Topics.HANDOFF_EVENTS)).isZero();
        append();
        append();

        await().atMost(ofSeconds(15))
                .untilAsserted(() -> assertThat(service.applied(account))
                        .containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L));
        assertThat(service.epochs(account)).containsExactly(1L, 1L, 1L, 1L, 1L, 2L, 2L);
        assertThat(number("SELECT count(*) FROM inbox_hole WHERE account_id = ?")).isZero();
        assertThat(out.toString(UTF_8)).contains("the topic at epoch 1 sequence 5; goes on from epoch 2 sequence 0");
    }

    @Test
    void operatorsWhoRaiseAtOnceRaiseOnce() throws Exception {
        restoredAfter(1, 1);

        List<Future<Integer>> ends;
        try (ExecutorService operators = Executors.newFixedThreadPool(3)) {
            ends = operators.invokeAll(
                    Collections.nCopies(3, (Callable<Integer>) () -> raise(Topics.HANDOFF_EVENTS)));
        }

        assertThat(ends).extracting(Future::resultNow).containsOnlyOnce(0);
        assertThat(number("SELECT epoch FROM event_stream WHERE account_id = ?")).isEqualTo(2);
    }

    @Test
    void aDryRunRaisesNothing() throws Exception {
        restoredAfter(1, 1);

        assertThat(run("epoch", "raise", "--topic", Topics.HANDOFF_EVENTS, "--all", "--dry-run")).isZero();

        assertThat(out.toString(UTF_8))
                .contains(account + ": the database is at epoch 1 sequence 1, the topic at epoch 1"
                        + " sequence 2; would go on from epoch 2 sequence 0");
        assertThat(number("SELECT epoch FROM event_stream WHERE account_id = ?")).isOne();
    }

    @Test
    void headersThatTheBodyDoesNotConfirmMoveNoCounter() throws Exception {
        restoredAfter(1, 1);
        publishDamaged(9, 99);

        assertThat(run("epoch", "raise", "--topic", Topics.HANDOFF_EVENTS, "--all", "--dry-run")).isZero();

        assertThat(out.toString(UTF_8)).contains(account + ": ", "the topic at epoch 1 sequence 2")
                .doesNotContain("sequence 99");
    }

    @Test
    void whatIsNotBehindIsNotRaisedUnlessForced() throws Exception {
        append();
        awaitApplied(1);

        assertThat(raise(Topics.HANDOFF_EVENTS)).isOne();
        assertThat(err.toString(UTF_8)).contains("no counter is behind").doesNotContain("\tat ");
        assertThat(run("epoch", "raise", "--topic", Topics.HANDOFF_EVENTS, "--account", account.toString(), "--force"))
                .isZero();
        assertThat(number("SELECT epoch FROM event_stream WHERE account_id = ?")).isEqualTo(2);
    }

    @Test
    void versionsOfPeopleGoOnUpwardAndNobodyWaitsForOneThatWasNeverPublished() throws Exception {
        for (int version = 1; version <= 4; version++) {
            changePerson();
        }
        await().atMost(ofSeconds(15)).until(() -> reached() == 4);
        restore(Topics.DIRECTORY_USERS, 2);

        assertThat(raise(Topics.DIRECTORY_USERS)).isZero();

        assertThat(number("SELECT last_seq FROM event_stream WHERE account_id = ?")).isEqualTo(5);
        assertThat(number("SELECT epoch FROM event_stream WHERE account_id = ?")).isOne();
        await().atMost(ofSeconds(15)).until(() -> reached() == 5);
        changePerson();
        await().atMost(ofSeconds(15)).until(() -> reached() == 6);
    }

    /** The last events are on the topic and were applied; the database no longer knows of them. */
    private void restoredAfter(int kept, int lost) throws SQLException {
        for (int i = 0; i < kept + lost; i++) {
            append();
        }
        awaitApplied(kept + lost);
        restore(Topics.HANDOFF_EVENTS, kept);
    }

    private void awaitApplied(int count) {
        await().atMost(ofSeconds(15)).until(() -> service.applied(account).size() == count);
    }

    private void restore(String topic, long sequence) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement restore = connection
                        .prepareStatement("UPDATE event_stream SET last_seq = ? WHERE account_id = ? AND topic = ?")) {
            restore.setLong(1, sequence);
            restore.setObject(2, account.value());
            restore.setString(3, topic);
            assertThat(restore.executeUpdate()).isOne();
        }
    }

    /** A record that claims a place it does not have. */
    private void publishDamaged(long epoch, long sequence) throws Exception {
        ProducerRecord<byte[], byte[]> damaged = new ProducerRecord<>(Topics.HANDOFF_EVENTS,
                account.toString().getBytes(UTF_8), "{}".getBytes(UTF_8));
        damaged.headers()
                .add(EventHeaders.ACCOUNT_ID, account.toString().getBytes(UTF_8))
                .add(EventHeaders.EPOCH, Long.toString(epoch).getBytes(UTF_8))
                .add(EventHeaders.SEQUENCE, Long.toString(sequence).getBytes(UTF_8))
                .add(EventHeaders.EVENT_TYPE, "handoff_created".getBytes(UTF_8));
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestEngines.kafkaBootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(damaged).get();
        }
    }

    private int raise(String topic) throws InterruptedException {
        return run("epoch", "raise", "--topic", topic, "--account", account.toString());
    }

    private void append() {
        inTransaction(() -> outbox.append(account, new SessionStepRecorded(new SessionId(UUID.randomUUID()),
                new HandoffId(UUID.randomUUID()), new StepId(UUID.randomUUID()),
                new Person(new UserId(UUID.randomUUID()), "Sam Reyes"), StepKind.ACTION, Instant.EPOCH, 0)));
    }

    private void changePerson() {
        inTransaction(() -> outbox.append(account, new DirectoryUserChanged(new UserId(UUID.randomUUID()), "Jo Park",
                "jo@acme.example", Role.ENGINEER, MemberStatus.ACTIVE, 1)));
    }

    private long reached() {
        return Tenant.<Long, RuntimeException>call(account, () -> new TransactionTemplate(transactions)
                .execute(_ -> progress.reached(ReplayedService.GROUP, account)));
    }

    private void inTransaction(Runnable work) {
        Tenant.run(account, () -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, account.value());
            try (ResultSet answer = query.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }
}
