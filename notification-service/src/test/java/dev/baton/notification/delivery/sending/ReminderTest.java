package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.MemberStatus;
import dev.baton.events.OverdueStage;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryKind;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.destination.WebhookKind;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is reminded of what (H12). */
class ReminderTest extends StepByStep {
    private final HelpDesk desk = HelpDesk.ofAJunior()
            .with("senior", Role.ENGINEER)
            .with("admin", Role.ADMIN)
            .with("owner", Role.OWNER)
            .with("viewer", Role.VIEWER)
            .with("former", Role.ADMIN, MemberStatus.DEACTIVATED)
            .with("erased", Role.OWNER, MemberStatus.DELETED);

    @BeforeEach
    void knowTheDesk() {
        desks.known(desk);
    }

    @Test
    void everyoneWhoMayPickUpIsRemindedOnceHoweverOftenItIsRead() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffOverdue overdue = desk.overdue(escalation, OverdueStage.REMINDER);

        desks.overdue(desk, overdue);
        engine.round();
        desks.overdue(desk, overdue);
        engine.round();

        assertThat(told(escalation, DeliveryKind.REMINDER)).containsExactlyInAnyOrder("senior", "admin", "owner");
        assertThat(subjects("senior")).containsExactly(
                "Escalation from junior · #12345: Outlook is failing to sync email",
                "Still waiting: Escalation from junior · #12345: Outlook is failing to sync email");
        assertThat(subjects("admin")).hasSize(2);
        assertThat(subjects("junior")).isEmpty();
        assertThat(subjects("viewer")).isEmpty();
        assertThat(subjects("former")).isEmpty();
    }

    @Test
    void adminsAndOwnersAreToldBesideTheirReminderAndNobodyElseIs() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));

        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS));
        engine.round();

        assertThat(told(escalation, DeliveryKind.ADMIN_REMINDER)).containsExactlyInAnyOrder("admin", "owner");
        assertThat(subjects("owner")).contains(
                "Still waiting: Escalation from junior · #12345: Outlook is failing to sync email",
                "Nobody picked up: Escalation from junior · #12345: Outlook is failing to sync email");
        assertThat(subjects("senior")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = OverdueStage.class, names = {"REMINDER", "ADMINS"})
    void whoEscalatedIsNeverReminded(OverdueStage stage) {
        HandoffCreated escalation = escalatedAndMailed("admin");

        desks.overdue(desk, desk.overdue(escalation, stage));
        engine.round();

        assertThat(subjects("admin")).isEmpty();
        assertThat(subjects("owner")).hasSize(2);
    }

    @Test
    void theClaimerIsToldThatNothingWasDoneAndNobodyElseIs() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);

        desks.overdue(desk, desk.overdue(claim));
        engine.round();
        desks.overdue(desk, desk.overdue(claim));
        engine.round();

        assertThat(told(escalation, DeliveryKind.IDLE_REMINDER)).containsExactly("senior");
        assertThat(subjects("senior")).endsWith(
                "Nothing done yet: Escalation from junior · #12345: Outlook is failing to sync email").hasSize(2);
        assertThat(subjects("admin")).hasSize(1);
    }

    @Test
    void aChatGetsOneMessageForEachStageOfAnUnclaimedHandoffAndNoneForItsClaimer() {
        String hook = "/slack/" + desk.id();
        desks.connected(desk, WebhookKind.SLACK, chat.url(hook));
        HandoffCreated escalation = escalatedAndMailed("junior");

        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS));
        rounds(3);
        desks.overdue(desk, desk.overdue(claimed(escalation)));
        rounds(3);

        assertThat(chat.postsTo(hook)).hasSize(3);
        assertThat(chat.postsTo(hook).get(1).body()).contains("Still waiting: Escalation from junior");
        assertThat(chat.postsTo(hook).get(2).body()).contains("Nobody picked up: Escalation from junior");
    }

    @Test
    void aClaimStopsRemindersThatAreNotOnTheWire() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        relay.on(desk.addressOf("senior"), ScriptedRelay.Reaction.DEFER_RECIPIENT);
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        engine.round();
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS));
        List<Claim> inHand = engine.take();

        claimed(escalation);
        inHand.forEach(engine::send);
        clock.advance(Duration.ofMinutes(10));
        engine.round();

        assertThat(subjects("senior")).hasSize(1);
        assertThat(delivery(escalation, DeliveryKind.REMINDER, "senior").reason()).isEqualTo("handoff_claimed");
        assertThat(of(escalation, DeliveryKind.ADMIN_REMINDER)).hasSize(2)
                .allSatisfy(reminder -> assertThat(reminder.reason()).isEqualTo("handoff_claimed"));
    }

    @Test
    void aCancellationStopsAReminder() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));

        desks.cancelled(desk, desk.cancellationOf(escalation));
        engine.round();

        assertThat(of(escalation, DeliveryKind.REMINDER)).hasSize(3)
                .allSatisfy(reminder -> assertThat(reminder.reason()).isEqualTo("handoff_cancelled"));
        assertThat(subjects("senior")).hasSize(1);
    }

    @Test
    void aReturnStopsTheClaimersReminder() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);
        desks.overdue(desk, desk.overdue(claim));

        desks.returned(desk, desk.returnOf(claim, desk.escalation()));
        engine.round();

        assertThat(delivery(escalation, DeliveryKind.IDLE_REMINDER, "senior").reason()).isEqualTo("handoff_returned");
        assertThat(subjects("senior")).hasSize(1);
    }

    @Test
    void whatTheClaimerDoesStopsTheirReminderAndWhatOthersDoDoesNot() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);
        desks.overdue(desk, desk.overdue(claim));

        desks.workedOn(desk, claim, "junior");
        assertThat(delivery(escalation, DeliveryKind.IDLE_REMINDER, "senior").state()).isEqualTo(DeliveryState.PENDING);
        desks.workedOn(desk, claim, "senior");
        engine.round();

        assertThat(delivery(escalation, DeliveryKind.IDLE_REMINDER, "senior").reason()).isEqualTo("session_worked_on");
        assertThat(subjects("senior")).hasSize(1);
    }

    @Test
    void aSolvedSessionStopsTheClaimersReminderWhoeverSolvedIt() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);
        desks.overdue(desk, desk.overdue(claim));

        desks.resolved(desk, claim);
        engine.round();

        assertThat(delivery(escalation, DeliveryKind.IDLE_REMINDER, "senior").reason()).isEqualTo("session_worked_on");
    }

    @Test
    void aReminderThatMayHaveBeenSentIsReviewedWhenTheHandoffIsClaimed() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        relay.on(desk.addressOf("senior"), ScriptedRelay.Reaction.DIE_AFTER_CONTENT);
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        engine.round();

        claimed(escalation);
        clock.advance(Duration.ofMinutes(1));
        engine.round();

        assertThat(delivery(escalation, DeliveryKind.REMINDER, "senior").state())
                .isEqualTo(DeliveryState.NEEDS_REVIEW);
        assertThat(subjects("senior")).hasSize(2);
    }

    @Test
    void whatIsReplayedAfterLaterEventsRemindsNobody() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);
        desks.workedOn(desk, claim, "senior");

        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        desks.overdue(desk, desk.overdue(claim));
        engine.round();

        assertThat(of(escalation, DeliveryKind.REMINDER)).hasSize(3)
                .allSatisfy(reminder -> assertThat(reminder.reason()).isEqualTo("handoff_claimed"));
        assertThat(delivery(escalation, DeliveryKind.IDLE_REMINDER, "senior").reason()).isEqualTo("session_worked_on");
        desks.returned(desk, desk.returnOf(claim, desk.escalation()));
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS));
        assertThat(of(escalation, DeliveryKind.ADMIN_REMINDER)).hasSize(2)
                .allSatisfy(reminder -> assertThat(reminder.reason()).isEqualTo("handoff_returned"));
        assertThat(subjects("senior")).hasSize(1);
    }

    @Test
    void aReminderOfAHandoffWhoseOwnEventWasLostIsSent() {
        HandoffCreated escalation = desk.escalation();

        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        engine.round();

        assertThat(subjects("senior")).containsExactly(
                "Still waiting: Escalation from junior · #12345: Outlook is failing to sync email");
    }

    @Test
    void aReminderIsNotSentWhenItsHourIsOver() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        relay.on(desk.addressOf("senior"), ScriptedRelay.Reaction.DEFER_RECIPIENT);
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.REMINDER));
        engine.round();
        clock.advance(Duration.ofHours(1));
        engine.round();
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS), clock.instant().minus(Duration.ofHours(1)));
        engine.round();

        assertThat(delivery(escalation, DeliveryKind.REMINDER, "senior").state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(of(escalation, DeliveryKind.ADMIN_REMINDER)).hasSize(2)
                .allSatisfy(reminder -> assertThat(reminder.state()).isEqualTo(DeliveryState.EXPIRED));
        assertThat(subjects("senior")).hasSize(1);
    }

    @Test
    void anAdminWhoBecameAnEngineerBeforeTheWireIsNotTold() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        desks.overdue(desk, desk.overdue(escalation, OverdueStage.ADMINS));
        desk.changed("admin", Role.ENGINEER, MemberStatus.ACTIVE);
        desks.known(desk);

        engine.round();

        assertThat(delivery(escalation, DeliveryKind.ADMIN_REMINDER, "admin").reason())
                .isEqualTo("recipient_not_eligible");
        assertThat(delivery(escalation, DeliveryKind.ADMIN_REMINDER, "owner").state())
                .isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void aClaimerWhoHasLeftIsNotReminded() {
        HandoffCreated escalation = escalatedAndMailed("junior");
        HandoffClaimed claim = claimed(escalation);
        desk.changed("senior", Role.ENGINEER, MemberStatus.DEACTIVATED);
        desks.known(desk);

        desks.overdue(desk, desk.overdue(claim));

        assertThat(of(escalation, DeliveryKind.IDLE_REMINDER)).isEmpty();
    }

    private HandoffCreated escalatedAndMailed(String escalator) {
        HandoffCreated escalation = desks.escalated(desk, desk.escalation(escalator, null), clock.instant());
        engine.round();
        return escalation;
    }

    private HandoffClaimed claimed(HandoffCreated escalation) {
        HandoffClaimed claim = desk.claimOf(escalation, "senior");
        desks.claimed(desk, claim);
        return claim;
    }

    // A chat takes one message a second.
    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(2));
            engine.round();
        }
    }

    private List<Delivery> of(HandoffCreated escalation, DeliveryKind kind) {
        return desks.deliveries(desk, escalation).stream().filter(each -> each.kind() == kind).toList();
    }

    private List<String> told(HandoffCreated escalation, DeliveryKind kind) {
        return of(escalation, kind).stream()
                .filter(each -> each.state() == DeliveryState.ACCEPTED)
                .map(Delivery::recipientName)
                .toList();
    }

    private Delivery delivery(HandoffCreated escalation, DeliveryKind kind, String name) {
        return of(escalation, kind).stream()
                .filter(each -> each.recipientName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(String name) {
        return relay.mailsTo(desk.addressOf(name)).stream().map(ReminderTest::subject).toList();
    }

    private static String subject(ScriptedRelay.Mail mail) {
        try {
            return mail.parsed().getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
