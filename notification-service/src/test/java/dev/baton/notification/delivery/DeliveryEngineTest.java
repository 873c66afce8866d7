package dev.baton.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.HandoffCreated;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** The worker is stopped: each test takes the steps of one or two replicas itself. */
@NotificationTest
class DeliveryEngineTest {
    private final HelpDesks desks;
    private final ScriptedRelay relay;
    private final Engine engine;
    private final RetrySchedule schedule;
    private final MutableClock clock;

    @Autowired
    DeliveryEngineTest(HelpDesks desks, ScriptedRelay relay, AutowireCapableBeanFactory beans, RetrySchedule schedule,
            MutableClock clock) {
        this.desks = desks;
        this.relay = relay;
        this.engine = beans.createBean(Engine.class);
        this.schedule = schedule;
        this.clock = clock;
    }

    @BeforeEach
    void stopTheWorker() throws Exception {
        engine.worker.stop();
        desks.forgetAll();
    }

    @AfterEach
    void startTheWorker() {
        engine.worker.start();
    }

    @Test
    void aMessageIsAcceptedAndTheRecordSaysSo() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);

        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(delivery.recipientName()).isEqualTo("senior");
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.providerAnswer()).startsWith("250 2.0.0 queued");
        assertThat(delivery.acceptedAt()).isAfterOrEqualTo(delivery.createdAt());
        assertThat(delivery.possibleRepeat()).isFalse();
        assertThat(delivery.nextAttemptAt()).isNull();
    }

    @Test
    void theSameEventReadTwiceSendsNothingTwice() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();

        desks.escalated(desk, escalation, clock.instant());
        engine.round();

        assertThat(desks.deliveries(desk, escalation)).hasSize(1);
        assertThat(mailsTo(desk)).hasSize(1);
    }

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
    void aDelayIsTriedAgainWhenItsTimeHasComeAndNotBefore() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk);

        engine.round();
        Delivery waiting = desks.onlyDelivery(desk, escalation);
        clock.advance(Duration.ofSeconds(4));
        engine.round();
        assertThat(mailsTo(desk)).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        engine.round();

        assertThat(waiting.state()).isEqualTo(DeliveryState.RETRY);
        assertThat(waiting.reason()).isEqualTo("deferred");
        assertThat(waiting.nextAttemptAt()).isBetween(waiting.createdAt().plusSeconds(5),
                waiting.createdAt().plusSeconds(8));
        assertThat(mailsTo(desk)).hasSize(1);
        assertThat(desks.onlyDelivery(desk, escalation).possibleRepeat()).isFalse();
    }

    @Test
    void aRefusalIsNeverTriedAgain() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        relay.on(desk.addressOf("senior"), Reaction.REFUSE_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk);

        engine.round();
        clock.advance(Duration.ofHours(1));
        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery.providerAnswer()).contains("550 5.1.1");
        assertThat(mailsTo(desk)).isEmpty();
    }

    @Test
    void anEventThatIsReadTooLateIsRecordedAndNeverSent() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        Instant fourHoursAgo = clock.instant().minus(Duration.ofHours(4));
        HandoffCreated escalation = desks.escalated(desk, desk.escalation(), fourHoursAgo);

        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(delivery.reason()).isEqualTo("too_late");
        assertThat(mailsTo(desk)).isEmpty();
    }

    @Test
    void whatCannotBeSentForFourHoursExpires() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();

        clock.advance(Duration.ofHours(4));
        engine.round();

        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(mailsTo(desk)).isEmpty();
    }

    @Test
    void aClaimSuppressesWhatIsNotOnTheWire() {
        HelpDesk desk = desks.known(aDeskWithASenior().with("admin", Role.ADMIN).with("owner", Role.OWNER));
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        relay.on(desk.addressOf("owner"), Reaction.DEFER_RECIPIENT);
        relay.on(desk.addressOf("admin"), Reaction.DEFER_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();
        clock.advance(Duration.ofSeconds(10));
        List<Claim> inHand = engine.take();

        desks.claimed(desk, desk.claimOf(escalation, "admin"));
        inHand.forEach(engine::send);
        clock.advance(Duration.ofHours(1));
        engine.round();

        assertThat(mailsTo(desk)).isEmpty();
        assertThat(desks.deliveries(desk, escalation)).hasSize(3).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.SUPPRESSED);
            assertThat(delivery.reason()).isEqualTo("handoff_claimed");
            assertThat(delivery.nextAttemptAt()).isNull();
        });
    }

    @Test
    void anEscalationThatIsReplayedAfterItsClaimAsksNobody() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desk.escalation();
        desks.claimed(desk, desk.claimOf(escalation, "senior"));

        desks.escalated(desk, escalation, clock.instant());
        engine.round();

        assertThat(mailsTo(desk)).isEmpty();
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.SUPPRESSED);
    }

    @Test
    void aPersonWhoLeavesBeforeTheWireIsNotWrittenTo() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desks.escalated(desk);
        desk.changed("senior", Role.ENGINEER, MemberStatus.DEACTIVATED);
        desks.known(desk);

        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(delivery.reason()).isEqualTo("recipient_not_eligible");
        assertThat(mailsTo(desk)).isEmpty();
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

    private static HelpDesk aDeskWithASenior() {
        return HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
    }
}
