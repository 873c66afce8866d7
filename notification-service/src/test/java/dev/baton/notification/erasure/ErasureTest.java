package dev.baton.notification.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.testing.AccountTables;
import dev.baton.testing.Waiting;
import dev.baton.testing.engines.TestDatabase;
import jakarta.mail.MessagingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@NotificationTest
class ErasureTest {
    private static final String SAM = "Sam Reyes";

    private final HelpDesks desks;
    private final ScriptedRelay relay;
    private final ScriptedChat chat;
    private final TestDatabase database;
    private HelpDesk desk;

    @Autowired
    ErasureTest(HelpDesks desks, ScriptedRelay relay, ScriptedChat chat, TestDatabase database) {
        this.desks = desks;
        this.relay = relay;
        this.chat = chat;
        this.database = database;
    }

    @BeforeEach
    void openADesk() throws SQLException {
        desks.forgetAll();
        desk = desks.known(HelpDesk.ofAJunior().with(SAM, Role.ADMIN).with("Lee Brandt", Role.ENGINEER));
    }

    @Test
    void noTableKnowsTheNameOrTheAddressAfterwards() throws SQLException {
        DeliveryId test = desks.tested(desk, SAM, WebhookKind.SLACK, chat.url("/slack/" + desk.id()));
        HandoffCreated toSam = desks.escalated(desk, desk.escalation("junior", SAM));
        HandoffCreated fromSam = desks.escalated(desk, desk.escalation(SAM, null));
        await().until(() -> allAreAccepted(toSam) && allAreAccepted(fromSam)
                && desks.delivery(desk, test).state() == DeliveryState.ACCEPTED);
        assertThat(tablesThatKnow(SAM)).containsExactly("delivery", "handoff_state", "person", "webhook",
                "webhook_change");
        assertThat(tablesThatKnow(desk.addressOf(SAM))).containsExactly("person");

        desk.erased(SAM);
        desks.known(desk);

        assertThat(tablesThatKnow(SAM)).isEmpty();
        assertThat(tablesThatKnow(desk.addressOf(SAM))).isEmpty();
        assertThat(desks.deliveries(desk, toSam)).extracting(Delivery::recipientName)
                .containsExactlyInAnyOrder("Erased person", "Lee Brandt", "Slack");
        assertThat(tablesThatKnow("Escalation from Erased person · #12345: Outlook is failing to sync email"))
                .containsExactly("handoff_state");
        assertThat(tablesThatKnow("Escalation from junior · #12345: Outlook is failing to sync email"))
                .containsExactly("handoff_state");
    }

    @Test
    void anEventThatIsReadAfterwardsBringsNoNameBack() throws SQLException {
        HandoffCreated fromSam = desk.escalation(SAM, null);
        HandoffCreated toSam = desk.escalation("junior", SAM);
        desk.erased(SAM);
        desks.known(desk);

        desks.escalated(desk, fromSam);
        desks.escalated(desk, toSam);
        desks.claimed(desk, desk.claimOf(toSam, "Lee Brandt"));

        assertThat(tablesThatKnow(SAM)).isEmpty();
        await().until(() -> subjectsOfMailsTo("Lee Brandt").stream()
                .anyMatch(subject -> subject.startsWith("Escalation from Erased person · #12345")));
    }

    @Test
    void anEventThatIsBeingWrittenDownMeanwhileLosesTheNameToo() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch erasureWaits = new CountDownLatch(1);
        HandoffCreated fromSam = desk.escalation(SAM, null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> event = threads.submit(() -> desks.inTransaction(desk.id(), () -> {
                desks.escalated(desk, fromSam);
                written.countDown();
                await().until(() -> erasureWaits.getCount() == 0);
            }));
            written.await();
            desk.erased(SAM);
            Future<?> erasure = threads.submit(() -> desks.known(desk));
            await().until(() -> Waiting.forALock(database));
            erasureWaits.countDown();
            event.get();
            erasure.get();
        }

        assertThat(tablesThatKnow("Escalation from")).containsExactly("handoff_state");
        assertThat(tablesThatKnow(SAM)).isEmpty();
    }

    @Test
    void whoHasTheSameNameKeepsIt() {
        desk.with(SAM, Role.ENGINEER);
        desks.known(desk);
        HandoffCreated escalation = desks.escalated(desk);

        desk.erased(SAM);
        desks.known(desk);

        assertThat(desks.deliveries(desk, escalation)).extracting(Delivery::recipientName)
                .containsExactlyInAnyOrder("Erased person", SAM, "Lee Brandt");
    }

    private boolean allAreAccepted(HandoffCreated escalation) {
        return desks.deliveries(desk, escalation)
                .stream()
                .allMatch(delivery -> delivery.state() == DeliveryState.ACCEPTED);
    }

    private List<String> subjectsOfMailsTo(String name) throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (Mail mail : relay.mailsTo(desk.addressOf(name))) {
            subjects.add(mail.parsed().getSubject());
        }
        return subjects;
    }

    private List<String> tablesThatKnow(String text) throws SQLException {
        return AccountTables.thatKnow(database, desk.id(), text);
    }
}
