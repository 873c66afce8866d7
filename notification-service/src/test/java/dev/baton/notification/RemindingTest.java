package dev.baton.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.OverdueStage;
import dev.baton.events.Role;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryKind;
import dev.baton.notification.delivery.DeliveryState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What handoff-service publishes while nothing happens, from the topic to the relay. */
@NotificationTest
class RemindingTest {
    private final HelpDesks desks;
    private final ScriptedRelay relay;
    private final Topic topic = new Topic();
    private final HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER).with("admin", Role.ADMIN);

    @Autowired
    RemindingTest(HelpDesks desks, ScriptedRelay relay) {
        this.desks = desks;
        this.relay = relay;
    }

    @BeforeEach
    void aKnownDesk() throws Exception {
        desks.forgetAll();
        topic.publish(desk);
    }

    @Test
    void eachStageIsMailedOnceThoughKafkaDeliversItTwice() {
        HandoffCreated escalation = published(desk.escalation());
        EventEnvelope reminder = topic.publish(desk.id(), desk.overdue(escalation, OverdueStage.REMINDER));
        topic.publishAgain(reminder);
        EventEnvelope admins = topic.publish(desk.id(), desk.overdue(escalation, OverdueStage.ADMINS));
        topic.publishAgain(admins);
        topic.publishAgain(reminder);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mails()).hasSize(5));
        await().during(Duration.ofMillis(700))
                .untilAsserted(() -> assertThat(mails()).extracting(Mail::recipient)
                        .containsExactlyInAnyOrder(address("senior"), address("senior"), address("admin"),
                                address("admin"),
                                address("admin")));
    }

    @Test
    void theClaimersFirstStepStopsAReminderThatWaitsForARetry() {
        HandoffCreated escalation = published(desk.escalation());
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mails()).hasSize(2));
        HandoffClaimed claim = desk.claimOf(escalation, "senior");
        relay.on(address("senior"), Reaction.DEFER_RECIPIENT);
        topic.publish(desk.id(), claim);
        topic.publish(desk.id(), desk.overdue(claim));
        await().atMost(20, SECONDS).until(() -> idle(escalation) == DeliveryState.RETRY);

        topic.publish(desk.id(), desk.step(claim, "senior"));

        await().atMost(20, SECONDS).until(() -> idle(escalation) == DeliveryState.SUPPRESSED);
        assertThat(mails()).hasSize(2);
    }

    @Test
    void whatWasGivenBackIsAnnouncedByTheEventOfWhatReplacesIt() {
        HandoffCreated escalation = published(desk.escalation());
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mails()).hasSize(2));
        HandoffClaimed claim = desk.claimOf(escalation, "senior");
        HandoffCreated replacement = desk.replacementOf(escalation);
        topic.publish(desk.id(), claim);

        topic.publish(desk.id(), desk.returnOf(claim, replacement));
        published(replacement);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mails()).hasSize(4));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(desks.deliveries(desk, replacement))
                        .extracting(Delivery::recipientName, Delivery::state)
                        .containsExactlyInAnyOrder(
                                tuple("senior", DeliveryState.ACCEPTED),
                                tuple("admin", DeliveryState.ACCEPTED)));
    }

    private HandoffCreated published(HandoffCreated escalation) {
        topic.publish(desk.id(), escalation);
        return escalation;
    }

    private String address(String name) {
        return desk.addressOf(name);
    }

    private List<Mail> mails() {
        return relay.mailsTo(desk.addresses());
    }

    private DeliveryState idle(HandoffCreated escalation) {
        return desks.deliveries(desk, escalation)
                .stream()
                .filter(delivery -> delivery.kind() == DeliveryKind.IDLE_REMINDER)
                .map(Delivery::state)
                .findFirst()
                .orElse(DeliveryState.PENDING);
    }
}
