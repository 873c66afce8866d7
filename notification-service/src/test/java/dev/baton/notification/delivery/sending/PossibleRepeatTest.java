package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What may have been sent never ends as not sent. */
class PossibleRepeatTest extends StepByStep {
    @Test
    void aMessageThatMayHaveBeenSentIsReviewedWhenItsTimeIsOverBeforeTheRepeat() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = ambiguous(desk);

        clock.advance(Duration.ofHours(4));
        engine.round();

        assertReviewedAfterOneMail(desk, escalation);
    }

    @Test
    void aRepeatThatIsNotSentInTimeIsReviewedAndNotExpired() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = waitingForItsRepeat(desk);

        clock.advance(Duration.ofHours(4));
        engine.round();

        assertReviewedAfterOneMail(desk, escalation);
    }

    @Test
    void aRepeatInHandWhoseTimeIsOverIsReviewedAndNotExpired() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = waitingForItsRepeat(desk);
        Claim inHand = engine.takeOne();

        clock.advance(Duration.ofHours(4));
        engine.send(inHand);

        assertReviewedAfterOneMail(desk, escalation);
    }

    @Test
    void aMessageThatMayHaveBeenSentIsReviewedWhenItsHandoffIsClaimed() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = ambiguous(desk);

        desks.claimed(desk, desk.claimOf(escalation, "senior"));
        clock.advance(Duration.ofMinutes(1));
        engine.round();

        assertReviewedAfterOneMail(desk, escalation);
    }

    @Test
    void aRepeatIsReviewedAndNotSuppressedWhenItsHandoffIsClaimed() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = waitingForItsRepeat(desk);

        desks.claimed(desk, desk.claimOf(escalation, "senior"));
        engine.round();

        assertReviewedAfterOneMail(desk, escalation);
    }

    @Test
    void aMessageThatMayHaveBeenSentIsReviewedWhenItsRecipientIsErased() {
        HelpDesk desk = desks.known(aDeskWithASenior());
        HandoffCreated escalation = ambiguous(desk);

        desk.erased("senior");
        desks.known(desk);
        clock.advance(Duration.ofMinutes(1));
        engine.round();

        assertReviewedAfterOneMail(desk, escalation);
    }

    private HandoffCreated ambiguous(HelpDesk desk) {
        relay.on(desk.addressOf("senior"), Reaction.DIE_AFTER_CONTENT);
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.AMBIGUOUS);
        return escalation;
    }

    private HandoffCreated waitingForItsRepeat(HelpDesk desk) {
        HandoffCreated escalation = ambiguous(desk);
        clock.advance(Duration.ofMinutes(1));
        engine.due.repeatAmbiguous();
        assertThat(desks.onlyDelivery(desk, escalation).possibleRepeat()).isTrue();
        return escalation;
    }

    private void assertReviewedAfterOneMail(HelpDesk desk, HandoffCreated escalation) {
        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(delivery.state()).isEqualTo(DeliveryState.NEEDS_REVIEW);
        assertThat(delivery.reason()).isEqualTo("connection_lost");
        assertThat(relay.mailsTo(desk.addresses())).hasSize(1);
    }

    private static HelpDesk aDeskWithASenior() {
        return HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
    }
}
