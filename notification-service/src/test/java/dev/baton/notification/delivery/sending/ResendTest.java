package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.notification.resend.NotResendable;
import dev.baton.notification.resend.ResendPointless;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admin has sent once more (N12). */
class ResendTest extends StepByStep {
    private final HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER).with("admin", Role.ADMIN);

    @BeforeEach
    void onlyTheSeniorIsMailedWhenTheAdminEscalates() {
        desk.changed("junior", Role.VIEWER, MemberStatus.ACTIVE);
        desks.known(desk);
    }

    @Test
    void whatWasRefusedGoesOutAgainAndTheRecordSaysWhoWantedIt() {
        HandoffCreated escalation = refused();
        Delivery failed = desks.onlyDelivery(desk, escalation);

        Delivery waiting = desks.resent(desk, failed);
        engine.round();

        assertThat(waiting.id()).isEqualTo(failed.id());
        assertThat(waiting.state()).isEqualTo(DeliveryState.RETRY);
        assertThat(waiting.reason()).isNull();
        assertThat(waiting.nextAttemptAt()).isNotNull();
        Delivery accepted = desks.onlyDelivery(desk, escalation);
        assertThat(accepted.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(accepted.attempts()).isEqualTo(2);
        assertThat(accepted.resentByName()).isEqualTo("admin");
        assertThat(accepted.resentAt()).isEqualTo(waiting.resentAt()).isNotNull();
        assertThat(accepted.possibleRepeat()).isFalse();
        assertThat(mails()).hasSize(1);
        assertThat(desks.resends(desk, failed)).singleElement().satisfies(resend -> {
            assertThat(resend.byId()).isEqualTo(desk.user("admin").value());
            assertThat(resend.byName()).isEqualTo("admin");
            assertThat(resend.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(resend.reason()).isEqualTo("refused");
            assertThat(resend.attempts()).isEqualTo(1);
        });
    }

    @Test
    void everyResendIsOnRecordTheNewestFirst() {
        HandoffCreated escalation = refused();
        Delivery delivery = desks.onlyDelivery(desk, escalation);
        relay.on(desk.addressOf("senior"), Reaction.REFUSE_RECIPIENT);
        desks.resent(desk, delivery);
        engine.round();

        desks.resent(desk, delivery);
        engine.round();

        assertThat(desks.resends(desk, delivery)).extracting(resend -> resend.attempts()).containsExactly(2, 1);
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void whatExpiredHasTheTimeOfANewOne() {
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null),
                clock.instant().minus(Duration.ofHours(5)));
        Delivery expired = desks.onlyDelivery(desk, escalation);
        assertThat(expired.state()).isEqualTo(DeliveryState.EXPIRED);

        assertThat(desks.resent(desk, expired).state()).isEqualTo(DeliveryState.PENDING);
        clock.advance(Duration.ofHours(3));
        engine.round();

        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatMayHaveArrivedStaysMarkedAndKeepsItsId() throws Exception {
        HandoffCreated escalation = inDoubtTwice();
        Delivery doubtful = desks.onlyDelivery(desk, escalation);
        assertThat(doubtful.state()).isEqualTo(DeliveryState.NEEDS_REVIEW);

        desks.resent(desk, doubtful);
        engine.round();

        Delivery accepted = desks.onlyDelivery(desk, escalation);
        assertThat(accepted.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(accepted.possibleRepeat()).isTrue();
        assertThat(mails()).hasSize(3);
        for (Mail mail : mails()) {
            assertThat(mail.parsed().getMessageID()).startsWith("<" + doubtful.id() + "@");
        }
    }

    @Test
    void whatMayHaveArrivedIsReviewedAgainWhenItsHandoffIsClaimedBeforeTheWire() {
        HandoffCreated escalation = inDoubtTwice();
        desks.resent(desk, desks.onlyDelivery(desk, escalation));

        desks.claimed(desk, desk.claimOf(escalation, "senior"));
        engine.round();

        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.NEEDS_REVIEW);
        assertThat(mails()).hasSize(2);
    }

    @Test
    void whatMayHaveArrivedOnceAndExpiredInDoubtIsMarkedWhenItIsSentOnceMore() {
        relay.on(desk.addressOf("senior"), Reaction.DIE_AFTER_CONTENT);
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null), clock.instant());
        engine.round();
        clock.advance(Duration.ofHours(5));
        engine.round();
        Delivery doubtful = desks.onlyDelivery(desk, escalation);
        assertThat(doubtful.state()).isEqualTo(DeliveryState.NEEDS_REVIEW);

        desks.resent(desk, doubtful);
        engine.round();

        Delivery accepted = desks.onlyDelivery(desk, escalation);
        assertThat(accepted.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(accepted.possibleRepeat()).isTrue();
    }

    @Test
    void whatWasNotGivenUpIsNotSentOnceMore() {
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null), clock.instant());
        Delivery delivery = desks.onlyDelivery(desk, escalation);

        assertThatThrownBy(() -> desks.resent(desk, delivery)).isInstanceOf(NotResendable.class);
        engine.round();
        assertThatThrownBy(() -> desks.resent(desk, delivery)).isInstanceOf(NotResendable.class);
        engine.round();

        assertThat(mails()).hasSize(1);
        assertThat(desks.resends(desk, delivery)).isEmpty();
    }

    @Test
    void aTestIsMadeAnewInstead() {
        String hook = "/slack/" + desk.id();
        desks.connected(desk, WebhookKind.SLACK, chat.url(hook));
        chat.on(hook, ScriptedChat.Reaction.says(400, "invalid_payload"));
        Delivery test = desks.delivery(desk, desks.tested(desk, WebhookKind.SLACK));
        engine.round();
        assertThat(desks.delivery(desk, test.id()).state()).isEqualTo(DeliveryState.FAILED);

        assertThatThrownBy(() -> desks.resent(desk, test)).isInstanceOf(NotResendable.class);
    }

    @Test
    void thereIsNothingToSayAboutWhatSomebodyHas() {
        HandoffCreated escalation = refused();
        Delivery delivery = desks.onlyDelivery(desk, escalation);
        desks.claimed(desk, desk.claimOf(escalation, "senior"));

        assertThatThrownBy(() -> desks.resent(desk, delivery)).isInstanceOfSatisfying(ResendPointless.class,
                refusal -> assertThat(refusal.members()).containsEntry("reason", "handoff_claimed"));

        assertThat(desks.onlyDelivery(desk, escalation)).isEqualTo(delivery);
    }

    @Test
    void whoMayNotBeToldAnyMoreIsNotTold() {
        HandoffCreated escalation = refused();
        desk.changed("senior", Role.ENGINEER, MemberStatus.DEACTIVATED);
        desks.known(desk);

        assertThatThrownBy(() -> desks.resent(desk, desks.onlyDelivery(desk, escalation)))
                .isInstanceOfSatisfying(ResendPointless.class, refusal -> assertThat(refusal.members())
                        .containsEntry("reason", "recipient_not_eligible"));
    }

    @Test
    void aReminderIsSentOnceMoreWhileItHolds() {
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null), clock.instant());
        engine.round();
        HandoffClaimed claim = desk.claimOf(escalation, "senior");
        desks.claimed(desk, claim);
        relay.on(desk.addressOf("senior"), Reaction.REFUSE_RECIPIENT, Reaction.REFUSE_RECIPIENT);
        desks.overdue(desk, desk.overdue(claim));
        engine.round();
        Delivery reminder = desks.deliveries(desk, escalation).getLast();
        desks.resent(desk, reminder);
        engine.round();
        assertThat(desks.delivery(desk, reminder.id()).state()).isEqualTo(DeliveryState.FAILED);

        desks.workedOn(desk, claim, "senior");

        assertThatThrownBy(() -> desks.resent(desk, reminder)).isInstanceOfSatisfying(ResendPointless.class,
                refusal -> assertThat(refusal.members()).containsEntry("reason", "session_worked_on"));
    }

    @Test
    void ofTwoAdminsAtOnceOneHasItSent() throws Exception {
        HandoffCreated escalation = refused();
        Delivery delivery = desks.onlyDelivery(desk, escalation);
        Callable<Boolean> admin = () -> {
            try {
                desks.resent(desk, delivery);
                return true;
            } catch (NotResendable e) {
                return false;
            }
        };

        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Boolean> sent = new ArrayList<>();
            for (Future<Boolean> each : two.invokeAll(List.of(admin, admin))) {
                sent.add(each.get());
            }
            assertThat(sent).containsExactlyInAnyOrder(true, false);
        }
        engine.round();

        assertThat(desks.resends(desk, delivery)).hasSize(1);
        assertThat(mails()).hasSize(1);
    }

    private HandoffCreated refused() {
        relay.on(desk.addressOf("senior"), Reaction.REFUSE_RECIPIENT);
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null), clock.instant());
        engine.round();
        assertThat(desks.onlyDelivery(desk, escalation).state()).isEqualTo(DeliveryState.FAILED);
        return escalation;
    }

    private HandoffCreated inDoubtTwice() {
        relay.on(desk.addressOf("senior"), Reaction.DIE_AFTER_CONTENT, Reaction.DIE_AFTER_CONTENT);
        HandoffCreated escalation = desks.escalated(desk, desk.escalation("admin", null), clock.instant());
        for (int i = 0; i < 3; i++) {
            engine.round();
            clock.advance(Duration.ofMinutes(1));
        }
        return escalation;
    }

    private List<Mail> mails() {
        return relay.mailsTo(desk.addressOf("senior"));
    }
}
