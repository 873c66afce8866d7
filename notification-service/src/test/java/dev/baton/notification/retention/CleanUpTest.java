package dev.baton.notification.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.delivery.sending.WorkerStopped;
import dev.baton.testing.MutableClock;
import dev.baton.testing.Waiting;
import dev.baton.testing.engines.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

/** The worker is stopped, so that nothing is decided by it while time is moved. */
@NotificationTest
@ExtendWith(WorkerStopped.class)
class CleanUpTest {
    private final HelpDesks desks;
    private final CleanUp cleanUp;
    private final OldRows old;
    private final MeterRegistry meters;
    private final MutableClock clock;
    private final TestDatabase database;
    private HelpDesk desk;

    @Autowired
    CleanUpTest(HelpDesks desks, CleanUp cleanUp, OldRows old, MeterRegistry meters, MutableClock clock,
            TestDatabase database) {
        this.desks = desks;
        this.cleanUp = cleanUp;
        this.old = old;
        this.meters = meters;
        this.clock = clock;
        this.database = database;
    }

    @BeforeEach
    void openADesk() {
        desk = desks.known(HelpDesk.ofAJunior().with("senior", Role.ENGINEER).with("admin", Role.ADMIN));
    }

    @Test
    void whatIsDecidedGoesAfterAHundredDaysAndItsHandoffWithIt() throws SQLException {
        HandoffCreated escalation = decided();
        clock.advance(Duration.ofDays(100).minusMinutes(1));
        cleanUp.run();
        assertThat(desks.deliveries(desk, escalation)).hasSize(2);
        double before = removed("delivery");

        clock.advance(Duration.ofMinutes(2));
        cleanUp.run();

        assertThat(rows("delivery")).isZero();
        assertThat(rows("handoff_state")).isZero();
        assertThat(removed("delivery") - before).isEqualTo(2);
    }

    @Test
    void whatWaitsForAnythingStaysHoweverOld() {
        HandoffCreated waiting = desks.escalated(desk);

        clock.advance(Duration.ofDays(400));
        cleanUp.run();

        assertThat(desks.deliveries(desk, waiting)).hasSize(2);
    }

    @Test
    void aHandoffStaysAsLongAsADeliveryIsAboutIt() {
        HandoffCreated escalation = desk.escalation();
        clock.advance(Duration.ofDays(99));
        desks.escalated(desk, escalation);
        desks.claimed(desk, desk.claimOf(escalation, "admin"));

        clock.advance(Duration.ofDays(2));
        cleanUp.run();

        assertThat(desks.deliveries(desk, escalation)).hasSize(2);
    }

    @Test
    void oneTransactionRemovesNoMoreThanABatch() throws SQLException {
        decided();
        decided();
        Instant now = clock.instant().plus(Duration.ofMinutes(1));

        assertThat(old.removeDeliveries(now, 3)).isEqualTo(3);
        assertThat(rows("delivery")).isOne();
        assertThat(old.removeDeliveries(now, 3)).isOne();
    }

    @Test
    void replicasDoNotDisturbEachOther() throws Exception {
        double errors = meters.get("baton.retention.errors").counter().count();
        for (int handoff = 0; handoff < 20; handoff++) {
            decided();
        }
        clock.advance(Duration.ofDays(101));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 8; replica++) {
                threads.execute(cleanUp::run);
            }
        }

        // Whoever found another at work left the rest to it, or to the next run.
        cleanUp.run();
        assertThat(rows("delivery") + rows("handoff_state")).isZero();
        assertThat(meters.get("baton.retention.errors").counter().count()).isEqualTo(errors);
    }

    @Test
    void aHandoffThatSomebodyHoldsIsLeftToTheNextRun() throws Exception {
        HandoffCreated held = decided();
        decided();
        Instant now = clock.instant().plus(Duration.ofMinutes(1));
        old.removeDeliveries(now, 100);

        boolean waited;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = database.openAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM handoff_state WHERE handoff_id = '" + held.card().handoffId()
                    + "' FOR NO KEY UPDATE");
            Future<Integer> removing = threads.submit(() -> old.removeHandoffs(now, 100));
            await().until(() -> removing.isDone() || Waiting.forALock(database));
            waited = !removing.isDone();
        }

        assertThat(waited).isFalse();
        assertThat(rows("handoff_state")).isOne();
        old.removeHandoffs(now, 100);
        assertThat(rows("handoff_state")).isZero();
    }

    @Test
    void whatWasResentGoesWithTheRecordOfIt() throws SQLException {
        decided();
        try (var connection = database.openAsSuperuser(); var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO delivery_resend (account_id, delivery_id, id, by_id, at, state, attempts)
                    SELECT account_id, id, gen_random_uuid(), gen_random_uuid(), created_at, 'failed', 1
                    FROM delivery WHERE account_id = '%s'""".formatted(desk.id()));
        }
        assertThat(rows("delivery_resend")).isEqualTo(2);

        clock.advance(Duration.ofDays(101));
        cleanUp.run();

        assertThat(rows("delivery") + rows("delivery_resend")).isZero();
    }

    @Test
    void anEventThatWasLeftOutIsGivenUpWithItsDeadLetter() throws SQLException {
        hole(1, clock.instant().minus(Duration.ofDays(30).plusMinutes(1)));
        hole(2, clock.instant().minus(Duration.ofDays(30).minusMinutes(1)));

        cleanUp.run();

        assertThat(rows("inbox_hole")).isOne();
        clock.advance(Duration.ofMinutes(2));
        cleanUp.run();
        assertThat(rows("inbox_hole")).isZero();
    }

    /** Of both who were asked to pick it up, and of the handoff, which was claimed. */
    private HandoffCreated decided() {
        HandoffCreated escalation = desks.escalated(desk);
        desks.claimed(desk, desk.claimOf(escalation, "admin"));
        return escalation;
    }

    private double removed(String table) {
        return meters.get("baton.retention.removed").tag("table", table).counter().count();
    }

    private void hole(long sequence, Instant recordedAt) throws SQLException {
        try (var connection = database.openAsSuperuser(); var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO inbox_hole (account_id, group_name, topic, epoch, seq, cause, recorded_at)
                    VALUES ('%s', 'notification-service', 'baton.handoff.events.v1', 1, %d, 'gap', '%s')"""
                    .formatted(desk.id(), sequence, recordedAt));
        }
    }

    private int rows(String table) throws SQLException {
        try (var connection = database.openAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery("SELECT count(*) FROM " + table + " WHERE account_id = '" + desk.id() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
