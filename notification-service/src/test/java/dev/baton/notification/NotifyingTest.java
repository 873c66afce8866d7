package dev.baton.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffCreated;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the topics to the relay, with everything in between as it runs. */
@NotificationTest
class NotifyingTest {
    private final HelpDesks desks;
    private final ScriptedRelay relay;
    private final Topic topic = new Topic();

    @Autowired
    NotifyingTest(HelpDesks desks, ScriptedRelay relay) {
        this.desks = desks;
        this.relay = relay;
    }

    @BeforeEach
    void forget() throws Exception {
        desks.forgetAll();
    }

    @Test
    void everyoneWhoMayPickUpGetsOneMailAndNobodyElseGetsAny() {
        HelpDesk acme = aFullDesk();
        HelpDesk globex = aFullDesk();
        topic.publish(acme);
        topic.publish(globex);

        HandoffCreated escalation = acme.escalation();
        topic.publish(acme.id(), escalation);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mailsTo(acme)).hasSize(4));
        await().during(Duration.ofMillis(700))
                .untilAsserted(() -> assertThat(mailsTo(acme)).extracting(Mail::recipient)
                        .containsExactlyInAnyOrder(acme.addressOf("senior"), acme.addressOf("senior2"),
                                acme.addressOf("admin"), acme.addressOf("owner")));
        assertThat(mailsTo(globex)).isEmpty();
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(desks.deliveries(acme, escalation))
                        .extracting(Delivery::state)
                        .containsOnly(DeliveryState.ACCEPTED));
    }

    @Test
    void theMailLeavesWithinASecondOfTheEvent() {
        HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
        topic.publish(desk);
        topic.publish(desk.id(), desk.escalation());
        await().atMost(20, SECONDS).until(() -> mailsTo(desk).size() == 1);

        HandoffCreated escalation = desk.escalation();
        topic.publish(desk.id(), escalation);
        await().atMost(20, SECONDS).until(() -> stateOf(desk, escalation, "senior") == DeliveryState.ACCEPTED);
        Delivery delivery = desks.onlyDelivery(desk, escalation);
        assertThat(Duration.between(delivery.createdAt(), delivery.acceptedAt())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anEscalationWaitsUntilThePeopleOfItsTimeAreKnown() {
        HelpDesk desk = HelpDesk.ofAJunior();
        topic.publish(desk);
        desk.with("senior", Role.ENGINEER);
        HandoffCreated escalation = desk.escalation();

        topic.publish(desk.id(), escalation);
        await().during(Duration.ofSeconds(1)).until(() -> !desks.knows(desk, escalation));
        topic.publish(desk);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mailsTo(desk)).hasSize(1));
    }

    @Test
    void aClaimStopsAMailThatWaitsForARetry() {
        HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER).with("admin", Role.ADMIN);
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        topic.publish(desk);
        HandoffCreated escalation = desk.escalation();
        topic.publish(desk.id(), escalation);
        await().atMost(20, SECONDS).until(() -> stateOf(desk, escalation, "senior") == DeliveryState.RETRY);

        topic.publish(desk.id(), desk.claimOf(escalation, "admin"));

        await().atMost(20, SECONDS).until(() -> stateOf(desk, escalation, "senior") == DeliveryState.SUPPRESSED);
        assertThat(relay.mailsTo(desk.addressOf("senior"))).isEmpty();
    }

    @Test
    void anEventThatKafkaDeliversTwiceSendsNothingTwice() {
        HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
        topic.publish(desk);
        EventEnvelope escalation = topic.publish(desk.id(), desk.escalation());

        topic.publishAgain(escalation);
        topic.publish(desk.id(), desk.escalation());

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(mailsTo(desk)).hasSize(2));
        await().during(Duration.ofMillis(700)).untilAsserted(() -> assertThat(mailsTo(desk)).hasSize(2));
    }

    @Test
    void whoIsErasedIsWrittenToNoMoreAndTheRecordForgetsTheName() {
        HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
        relay.on(desk.addressOf("senior"), Reaction.DEFER_RECIPIENT);
        topic.publish(desk);
        HandoffCreated escalation = desk.escalation();
        topic.publish(desk.id(), escalation);
        await().atMost(20, SECONDS).until(() -> stateOf(desk, escalation, "senior") == DeliveryState.RETRY);

        topic.publish(desk.id(), desk.erased("senior"));

        await().atMost(20, SECONDS).until(() -> stateOf(desk, escalation, "Erased person") == DeliveryState.SUPPRESSED);
        assertThat(desks.onlyDelivery(desk, escalation).reason()).isEqualTo("recipient_not_eligible");
        assertThat(mailsTo(desk)).isEmpty();
    }

    private static HelpDesk aFullDesk() {
        return HelpDesk.ofAJunior()
                .with("senior", Role.ENGINEER)
                .with("senior2", Role.ENGINEER)
                .with("admin", Role.ADMIN)
                .with("owner", Role.OWNER)
                .with("viewer", Role.VIEWER)
                .with("former", Role.ENGINEER, MemberStatus.DEACTIVATED)
                .with("erased", Role.ADMIN, MemberStatus.DELETED);
    }

    private List<Mail> mailsTo(HelpDesk desk) {
        return relay.mailsTo(desk.addresses());
    }

    private DeliveryState stateOf(HelpDesk desk, HandoffCreated escalation, String name) {
        if (!desks.knows(desk, escalation)) {
            return DeliveryState.PENDING;
        }
        return desks.deliveries(desk, escalation)
                .stream()
                .filter(delivery -> delivery.recipientName().equals(name))
                .findFirst()
                .map(Delivery::state)
                .orElse(DeliveryState.PENDING);
    }
}
