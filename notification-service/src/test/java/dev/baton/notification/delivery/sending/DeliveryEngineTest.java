package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.HandoffCreated;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The worker is stopped: each test takes the steps of one or two replicas itself. */
class DeliveryEngineTest extends StepByStep {
    @Autowired
    private MeterRegistry meters;

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
    void aMessageThatNobodyTakesIsSeenToBeLate() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        engine.settle();
        assertThat(dueAge()).isZero();
        desks.escalated(desk);

        clock.advance(Duration.ofSeconds(90));
        engine.settle();

        assertThat(dueAge()).isBetween(90.0, 100.0);
        engine.round();
        engine.settle();
        assertThat(dueAge()).isZero();
    }

    private double dueAge() {
        return meters.get("baton.deliveries.due.age").tag("channel", "email").gauge().value();
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
    void aCancellationSuppressesWhatIsNotOnTheWireAndSaysSo() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();

        desks.cancelled(desk, desk.cancellationOf(escalation));
        clock.advance(Duration.ofHours(1));
        engine.round();

        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(mailsTo(desk)).isEmpty();
        assertThat(delivery.state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(delivery.reason()).isEqualTo("handoff_cancelled");
    }

    @Test
    void anEscalationThatIsReplayedAfterItsCancellationAsksNobody() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = desk.escalation();
        desks.cancelled(desk, desk.cancellationOf(escalation));

        desks.escalated(desk, escalation, clock.instant());
        engine.round();

        assertThat(desks.onlyDelivery(desk, escalation).reason()).isEqualTo("handoff_cancelled");
        assertThat(mailsTo(desk)).isEmpty();
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

    private static HelpDesk aDeskWithASenior() {
        return HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
    }
}
