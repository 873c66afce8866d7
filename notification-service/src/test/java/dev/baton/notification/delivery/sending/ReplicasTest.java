package dev.baton.notification.delivery.sending;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.SendingRate;
import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.platform.database.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold however many replicas work on the same deliveries. */
class ReplicasTest extends StepByStep {
    private static final int PEOPLE = 60;
    private static final UUID SHARED_TOKEN = UUID.randomUUID();

    @Autowired
    @Qualifier("worker")
    private JdbcClient worker;

    private final List<DeliveryWorker> workers = new ArrayList<>();

    @AfterEach
    void stopTheReplicas() {
        workers.forEach(DeliveryWorker::stop);
    }

    @Test
    void twoWorkersNeverSendTheSameMessageTwice() {
        HelpDesk desk = desks.known(aBigDesk());
        List<HandoffCreated> escalations = List.of(desks.escalated(desk), desks.escalated(desk));

        workers.add(engine.anotherWorker());
        workers.add(engine.anotherWorker());
        workers.forEach(DeliveryWorker::start);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(escalations)
                        .flatMap(escalation -> desks.deliveries(desk, escalation))
                        .extracting(Delivery::state)
                        .containsOnly(DeliveryState.ACCEPTED));
        assertThat(messageIds(desk)).hasSize(2 * PEOPLE).doesNotHaveDuplicates();
    }

    /** The control: two that both look before either takes do send twice, and the test above would see it. */
    @Test
    void workersThatLookAndThenTakeDoSendTwice() {
        HelpDesk desk = desks.known(aBigDesk());
        desks.escalated(desk);

        List<List<Claim>> seenByTwo = List.of(lookAtPending(), lookAtPending());
        seenByTwo.forEach(seen -> {
            seen.forEach(this::takeWithoutLooking);
            seen.forEach(engine::send);
        });

        assertThat(messageIds(desk)).hasSize(2 * PEOPLE);
    }

    @Test
    void theRateLimitHoldsForAllReplicasTogether() throws Exception {
        HelpDesk desk = desks.known(aBigDesk());
        desks.escalated(desk);
        SendingRate fiveThenTenASecond = SendingRate.perSecond(10, 5);
        clock.stopAt(Instant.now());

        List<Integer> atOnce = inTwoThreads(() -> engine.due.claim(Engine.RELAY, fiveThenTenASecond, 50).size());
        clock.advance(Duration.ofMillis(300));
        List<Integer> later = inTwoThreads(() -> engine.due.claim(Engine.RELAY, fiveThenTenASecond, 50).size());

        assertThat(atOnce.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(later.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    }

    @Test
    void aRelayThatIsDownIsLeftAloneAndThenProbedByOneReplicaOnly() throws Exception {
        HelpDesk desk = desks.known(aBigDesk());
        desks.escalated(desk);
        theRelaySaysGoodbyeTo(desk);
        clock.stopAt(Instant.now());
        engine.due.claim(Engine.RELAY, Engine.UNLIMITED, 5).forEach(engine::send);

        assertThat(engine.take()).as("paused").isEmpty();
        clock.advance(Duration.ofSeconds(30));
        List<List<Claim>> probes = inTwoThreads(engine::take);

        assertThat(probes.stream().flatMap(List::stream)).singleElement().satisfies(engine::send);
        assertThat(engine.take()).as("the probe failed: paused for twice as long").isEmpty();
        clock.advance(Duration.ofSeconds(60));
        desk.addresses().forEach(relay::on);
        engine.take().forEach(engine::send);
        assertThat(engine.take()).as("the probe went through: all is well again").hasSizeGreaterThan(1);
    }

    @Test
    void aProbeThatNobodyNeedsAnyMoreDoesNotKeepTheDestinationPaused() {
        HelpDesk claimed = desks.known(aBigDesk());
        HandoffCreated escalation = desks.escalated(claimed);
        theRelaySaysGoodbyeTo(claimed);
        clock.stopAt(Instant.now());
        engine.due.claim(Engine.RELAY, Engine.UNLIMITED, 5).forEach(engine::send);
        clock.advance(Duration.ofSeconds(30));
        Claim probe = engine.takeOne();
        desks.claimed(claimed, claimed.claimOf(escalation, "engineer-1"));

        engine.send(probe);
        desks.escalated(desks.known(aBigDesk()));

        assertThat(engine.take()).as("the next one is the probe").hasSize(1);
    }

    private static HelpDesk aBigDesk() {
        HelpDesk desk = HelpDesk.ofAJunior();
        for (int i = 0; i < PEOPLE; i++) {
            desk.with("engineer-" + i, Role.ENGINEER);
        }
        return desk;
    }

    private List<String> messageIds(HelpDesk desk) {
        return relay.mailsTo(desk.addresses()).stream().map(Mail::parsed).map(mail -> {
            try {
                return mail.getMessageID();
            } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    private List<Claim> lookAtPending() {
        return worker.sql("SELECT account_id, id FROM delivery WHERE state = 'pending'")
                .query((row, n) -> new Claim(new AccountId(Columns.uuid(row, "account_id")),
                        new DeliveryId(Columns.uuid(row, "id")), Engine.RELAY, SHARED_TOKEN, false))
                .list();
    }

    private void takeWithoutLooking(Claim claim) {
        worker.sql("UPDATE delivery SET state = 'claimed', claim_token = :token WHERE id = :id")
                .param("id", claim.id().value())
                .param("token", claim.token())
                .update();
    }

    private void theRelaySaysGoodbyeTo(HelpDesk desk) {
        // Twice: the first may meet a connection that was kept, and is tried again on a new one.
        desk.addresses().forEach(address -> relay.on(address, Reaction.SAY_GOODBYE, Reaction.SAY_GOODBYE));
    }

    private static <T> List<T> inTwoThreads(Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(List.of(work, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
