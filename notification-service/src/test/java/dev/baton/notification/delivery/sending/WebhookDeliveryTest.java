package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.events.HandoffCreated;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.SendingSpans;
import dev.baton.notification.channel.webhook.ScriptedChat.Post;
import dev.baton.notification.channel.webhook.ScriptedChat.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryKind;
import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.delivery.TestUnderWay;
import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Gates;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.destination.WebhookKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

/** Chats take the same way as mail. */
class WebhookDeliveryTest extends StepByStep {
    private final HelpDesk desk = HelpDesk.ofAJunior()
            .with("senior", Role.ENGINEER)
            .with("admin", Role.ADMIN)
            .with("owner", Role.OWNER)
            .with("viewer", Role.VIEWER)
            .with("former", Role.ADMIN, MemberStatus.DEACTIVATED);
    private final String hook = "/slack/" + desk.id();

    @BeforeEach
    void knowTheDesk() {
        desks.known(desk);
    }

    @ParameterizedTest
    @EnumSource(WebhookKind.class)
    void eachConnectedChatGetsOneMessageBesideTheMails(WebhookKind kind) {
        String path = "/" + kind.code() + "/" + desk.id();
        desks.connected(desk, kind, chat.url(path));
        HandoffCreated escalation = desks.escalated(desk);

        engine.round();
        desks.escalated(desk, escalation, clock.instant());
        clock.advance(Duration.ofSeconds(5));
        engine.round();

        assertThat(chat.postsTo(path)).singleElement()
                .satisfies(post -> assertThat(post.body())
                        .contains("Escalation from junior · #12345: Outlook is failing to sync email", "?pickup=true"));
        Delivery delivery = desks.delivery(desk, escalation, kind.code());
        assertThat(delivery.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(delivery.recipientName()).isEqualTo(kind.label());
        assertThat(delivery.recipientId()).isEqualTo(desks.webhook(desk, kind).id());
        assertThat(delivery.providerAnswer()).startsWith(kind == WebhookKind.SLACK ? "200 ok" : "202 queued");
        assertThat(mails("admin")).isEqualTo(1);
    }

    @Test
    void aClaimSuppressesAMessageThatWaitsForARetry() {
        connected();
        chat.on(hook, Reaction.says(500, "rollup_error"));
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();
        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.RETRY);

        desks.claimed(desk, desk.claimOf(escalation, "admin"));
        laterRounds();

        assertThat(slack(escalation).reason()).isEqualTo("handoff_claimed");
        assertThat(posts()).hasSize(1);
    }

    @Test
    void aDestinationThatWasRemovedBeforeTheWireGetsNothing() {
        connected();
        HandoffCreated escalation = desks.escalated(desk);
        List<Claim> inHand = engine.takeForWebhooks();
        desks.disconnected(desk, WebhookKind.SLACK);

        inHand.forEach(engine::send);

        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(slack(escalation).reason()).isEqualTo("destination_removed");
        assertThat(posts()).isEmpty();
    }

    @Test
    void aMessageThatWaitsGoesToTheNewUrl() {
        connected();
        HandoffCreated escalation = desks.escalated(desk);
        desks.connected(desk, WebhookKind.SLACK, chat.url(hook + "/new"));

        engine.round();

        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(posts()).isEmpty();
        assertThat(chat.postsTo(hook + "/new")).hasSize(1);
    }

    @Test
    void aDestinationThatIsGoneIsDisabledAndEachAdminIsToldOnce() {
        Webhook connected = connected();
        chat.on(hook, Reaction.says(404, "no_service"), Reaction.says(404, "no_service"));
        HandoffCreated first = desks.escalated(desk);
        HandoffCreated second = desks.escalated(desk);
        int before = mails("admin");

        engine.sendToWebhooks();
        clock.advance(Duration.ofSeconds(2));
        engine.sendToWebhooks();
        laterRounds();

        assertThat(slack(first).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(slack(first).reason()).isEqualTo("destination_closed");
        assertThat(slack(second).reason()).isEqualTo("destination_disabled");
        assertThat(posts()).as("nothing more is tried").hasSize(1);
        Webhook disabled = desks.webhook(desk, WebhookKind.SLACK);
        assertThat(disabled.state()).isEqualTo(Webhook.State.DISABLED);
        assertThat(disabled.disabledReason()).isEqualTo("404 no_service");
        assertThat(disabled.id()).isEqualTo(connected.id());
        assertThat(desks.changes(desk)).containsExactly("disabled", "set");
        assertThat(mails("admin") - before).as("two handoffs and one warning").isEqualTo(3);
        assertThat(mails("owner")).isEqualTo(3);
        assertThat(mails("senior")).isEqualTo(2);
        assertThat(mails("viewer") + mails("former")).isZero();
        assertThat(relay.mailsTo(desk.addressOf("owner")).toString())
                .contains("Slack messages have stopped", "no_service")
                .doesNotContain(hook);
    }

    @Test
    void settingAUrlEnablesItAgain() {
        connected();
        chat.on(hook, Reaction.says(410, "channel_is_archived"));
        desks.escalated(desk);
        engine.sendToWebhooks();
        connected();
        HandoffCreated escalation = desks.escalated(desk);

        clock.advance(Duration.ofSeconds(2));
        engine.round();

        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(relay.mailsTo(desk.addressOf("owner")).toString()).as("not true any more when its turn came")
                .doesNotContain("have stopped");
    }

    @Test
    void whatTheOldUrlAnsweredIsNotHeldAgainstTheNewOne() {
        connected();
        chat.on(hook, (client, out) -> {
            desks.connected(desk, WebhookKind.SLACK, chat.url(hook + "/new"));
            Reaction.says(404, "no_service").answer(client, out);
        });
        desks.escalated(desk);

        engine.sendToWebhooks();

        assertThat(desks.webhook(desk, WebhookKind.SLACK).state()).isEqualTo(Webhook.State.ACTIVE);
    }

    @Test
    void aWaitThatTheOldUrlAskedForDoesNotHoldTheNewOne() {
        connected();
        chat.on(hook, (client, out) -> {
            desks.connected(desk, WebhookKind.SLACK, chat.url(hook + "/new"));
            Reaction.says(429, "rate_limited", "Retry-After: 3600").answer(client, out);
        });
        desks.escalated(desk);
        engine.sendToWebhooks();

        HandoffCreated next = desks.escalated(desk);
        clock.advance(Duration.ofSeconds(2));
        engine.sendToWebhooks();

        assertThat(slack(next).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void aHostThatIsNotOnTheListAnyMoreIsNotAskedAndNothingIsDecided() {
        connected();
        HandoffCreated escalation = desks.escalated(desk);
        // It allows nothing.
        AccountDestinations narrower = Mockito.mock(AccountDestinations.class);
        Sender sender = new Sender(engine.attempts, beans.getBean(Completion.class), beans.getBean(SendingSpans.class),
                narrower, beans.getBean(Gates.class), beans.getBean(RetrySchedule.class),
                beans.getBean(DeliveryMetrics.class), beans.getBean(DeliveryProperties.class), clock);

        engine.takeForWebhooks().forEach(claim -> sender.send(claim, engine.channel("slack")));

        assertThat(posts()).isEmpty();
        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.RETRY);
        assertThat(desks.webhook(desk, WebhookKind.SLACK).state()).isEqualTo(Webhook.State.ACTIVE);
    }

    @Test
    void onlyWhatMayBeSetMayBePostedTo() {
        AccountDestinations destinations = beans.getBean(AccountDestinations.class);

        assertThat(destinations.allows(WebhookKind.SLACK, chat.url(hook).toString())).isTrue();
        assertThat(destinations.allows(WebhookKind.SLACK, "https://elsewhere.example/services/T/B/x")).isFalse();
    }

    @Test
    void aMessageThatSlackDoesNotUnderstandFailsAlone() {
        connected();
        chat.on(hook, Reaction.says(400, "invalid_payload"));
        HandoffCreated bad = desks.escalated(desk);
        HandoffCreated good = desks.escalated(desk);

        engine.sendToWebhooks();
        clock.advance(Duration.ofSeconds(2));
        engine.sendToWebhooks();

        assertThat(slack(bad).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(slack(good).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(desks.webhook(desk, WebhookKind.SLACK).state()).isEqualTo(Webhook.State.ACTIVE);
    }

    @Test
    void aWaitThatSlackAskedForHoldsEveryMessageToThatWebhookAndNoOther() {
        clock.stopAt(Instant.now());
        connected();
        HelpDesk other = desks.known(HelpDesk.ofAJunior().with("admin", Role.ADMIN));
        desks.connected(other, WebhookKind.SLACK, chat.url("/slack/" + other.id()));
        chat.on(hook, Reaction.says(429, "rate_limited", "Retry-After: 120"));
        desks.escalated(desk);
        engine.sendToWebhooks();

        desks.escalated(desk);
        desks.escalated(other);
        clock.advance(Duration.ofSeconds(119));
        engine.sendToWebhooks();
        assertThat(posts()).hasSize(1);
        assertThat(chat.postsTo("/slack/" + other.id())).hasSize(1);
        // Waiting because the other side asked for it is not being late.
        assertThat(engine.due.dueSince()).doesNotContainKey("slack");
        clock.advance(Duration.ofMinutes(1));
        assertThat(engine.due.dueSince()).containsKey("slack");
        engine.sendToWebhooks();
        clock.advance(Duration.ofSeconds(1));
        engine.sendToWebhooks();

        assertThat(posts()).hasSize(3);
    }

    @Test
    void noWebhookGetsMoreThanOneMessageASecond() {
        clock.stopAt(Instant.now());
        connected();
        for (int i = 0; i < 5; i++) {
            desks.escalated(desk);
        }

        for (int second = 1; second <= 5; second++) {
            engine.sendToWebhooks();
            engine.sendToWebhooks();
            assertThat(posts()).hasSize(second);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aMessageInDoubtIsRepeatedOnceAndMarked() {
        connected();
        chat.on(hook, Reaction.resets(""));
        HandoffCreated escalation = desks.escalated(desk);
        engine.round();
        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.AMBIGUOUS);

        laterRounds();

        assertThat(slack(escalation).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(slack(escalation).possibleRepeat()).isTrue();
        assertThat(posts()).hasSize(2);
        assertThat(posts().get(0).json().at("/blocks/3/block_id")).as("the repeat can be known as one")
                .isEqualTo(posts().get(1).json().at("/blocks/3/block_id"));
    }

    @Test
    void aReplicaThatDiesBetweenSendingAndWritingLeavesOneMarkedRepeat() {
        connected();
        HandoffCreated escalation = desks.escalated(desk);
        Claim dead = engine.takeForWebhooks().getFirst();
        engine.begin(dead).ifPresent(attempt -> engine.channel("slack").send(attempt.notice()));

        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
        laterRounds();

        assertThat(slack(escalation).possibleRepeat()).isTrue();
        assertThat(posts()).hasSize(2);
    }

    @Test
    void aTestMessageGoesTheWayOfAllMessagesAndIsMarked() {
        connected();

        DeliveryId test = desks.tested(desk, WebhookKind.SLACK);
        assertThatExceptionOfType(TestUnderWay.class).isThrownBy(() -> desks.tested(desk, WebhookKind.SLACK));
        engine.round();

        assertThat(posts()).singleElement()
                .satisfies(post -> assertThat(post.body()).contains("Test message", "admin"));
        Delivery delivery = desks.delivery(desk, test);
        assertThat(delivery.kind()).isEqualTo(DeliveryKind.DESTINATION_TEST);
        assertThat(delivery.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(delivery.handoffId()).isNull();
        assertThat(desks.changes(desk)).containsExactly("tested", "set");
        assertThat(desks.tested(desk, WebhookKind.SLACK)).as("the first is decided").isNotEqualTo(test);
    }

    @Test
    void aTestOfADisabledDestinationSaysThatItIs() {
        connected();
        chat.on(hook, Reaction.says(404, "no_team"));
        desks.tested(desk, WebhookKind.SLACK);
        engine.round();

        DeliveryId test = desks.tested(desk, WebhookKind.SLACK);
        clock.advance(Duration.ofSeconds(2));
        engine.round();

        assertThat(desks.delivery(desk, test).reason()).isEqualTo("destination_disabled");
        assertThat(posts()).hasSize(1);
    }

    private void laterRounds() {
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(1));
            engine.round();
        }
    }

    private Webhook connected() {
        return desks.connected(desk, WebhookKind.SLACK, chat.url(hook));
    }

    private Delivery slack(HandoffCreated escalation) {
        return desks.delivery(desk, escalation, "slack");
    }

    private List<Post> posts() {
        return chat.postsTo(hook);
    }

    private int mails(String name) {
        return relay.mailsTo(desk.addressOf(name)).size();
    }
}
