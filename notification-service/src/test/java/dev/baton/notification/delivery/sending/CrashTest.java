package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.database.DatabaseRole;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A replica, a connection or the database ends between any two steps (N7). */
class CrashTest extends StepByStep {
    @Autowired
    private RetrySchedule schedule;
    @Autowired
    private TestDatabase database;

    @Test
    void aCrashOnTheWireIsRepeatedOnceWithTheSameIdAndMarked() throws Exception {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        relay.on(desk.addressOf("senior"), Reaction.HANG_AFTER_CONTENT);
        Claim dead = engine.takeOne();
        engine.begin(dead).ifPresent(attempt -> sendWithoutEverKnowing(desk, attempt));

        engine.round();
        assertThat(desks.onlyDelivery(desk, escalation).state()).as("its lease runs").isEqualTo(DeliveryState.SENDING);
        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(delivery.possibleRepeat()).isTrue();
        assertThat(delivery.attempts()).isEqualTo(2);
        assertThat(mailsTo(desk)).hasSize(2)
                .extracting(mail -> mail.parsed().getMessageID())
                .containsOnly(
                        "<" + delivery.id() + "@localhost.localdomain>");
    }

    @Test
    void aReplicaThatWakesAfterItsLeaseIsFenced() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        Claim paused = engine.takeOne();
        Attempt attempt = engine.begin(paused).orElseThrow();
        clock.advance(Duration.ofMinutes(3));
        engine.round();

        Verdict late = Verdict.of(new Outcome.Refused("550 no"), attempt, schedule, clock.instant());
        boolean written = Tenant.call(desk.id(), () -> engine.attempts.complete(paused, late));

        assertThat(written).isFalse();
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void aReplicaThatDiesBeforeTheWireCausesNoRepeat() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        Claim paused = engine.takeOne();
        engine.round();
        assertThat(mailsTo(desk)).as("its lease runs").isEmpty();

        clock.advance(Duration.ofSeconds(31));
        engine.round();
        engine.send(paused);

        assertThat(mailsTo(desk)).hasSize(1);
        assertThat(desks.onlyDelivery(desk, escalation).possibleRepeat()).isFalse();
    }

    @Test
    void whatIsDoubtfulTwiceIsLeftToAPerson() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        relay.on(desk.addressOf("senior"), Reaction.DIE_AFTER_CONTENT, Reaction.DIE_AFTER_CONTENT);

        engine.round();
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.AMBIGUOUS);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(10));
            engine.round();
        }

        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.NEEDS_REVIEW);
        assertThat(mailsTo(desk)).hasSize(2);
    }

    @Test
    void aDatabaseThatIsAwayWhileTheMessageIsOnTheWireCausesNoRepeat() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        relay.whileItHasAMessageFor(desk.addressOf("senior"), () -> {
            letNobodyIn();
            Thread.ofVirtual().start(this::letEverybodyInAgain);
        });

        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(delivery.possibleRepeat()).isFalse();
        assertThat(mailsTo(desk)).hasSize(1);
    }

    private List<Mail> mailsTo(HelpDesk desk) {
        return relay.mailsTo(desk.addresses());
    }

    // What a replica does that is killed while the relay has the message: it hands it over and writes nothing.
    private void sendWithoutEverKnowing(HelpDesk desk, Attempt attempt) {
        Outcome unknown = engine.channel().send(attempt.notice());
        assertThat(unknown).isInstanceOf(Outcome.Ambiguous.class);
        assertThat(mailsTo(desk)).hasSize(1);
    }

    private void letNobodyIn() {
        String app = database.username(DatabaseRole.APP);
        asSuperuser("ALTER ROLE " + app + " NOLOGIN");
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + app + "'");
    }

    private void letEverybodyInAgain() {
        // Long enough for the first attempts to write the outcome to fail.
        asSuperuser("SELECT pg_sleep(0.5)");
        asSuperuser("ALTER ROLE " + database.username(DatabaseRole.APP) + " LOGIN");
    }

    private void asSuperuser(String sql) {
        try (var connection = database.openAsSuperuser(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HelpDesk aDeskWithASenior() {
        return HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
    }
}
