package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static dev.baton.messaging.SampleEvents.envelope;
import static dev.baton.messaging.inbox.RawTopic.bytes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.Topics;
import dev.baton.messaging.ProjectionBehind;
import dev.baton.messaging.sample.Effects;
import dev.baton.messaging.sample.SampleApplication;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.PlatformTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Design §5: every sequence has its effect once, in order, and what is missing is noticed. */
@SpringBootTest(classes = SampleApplication.class, properties = "baton.messaging.outbox.enabled=true")
@PlatformTest(database = "messaging")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {
    @Autowired
    Effects effects;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    MeterRegistry meters;

    private final RawTopic topic = new RawTopic(Topics.HANDOFF_EVENTS);
    private final AccountId acme = anAccount();

    @AfterAll
    void close() {
        topic.close();
    }

    @Test
    void anEventThatComesAgainHasNoSecondEffect() {
        AccountId account = anAccount();
        double before = counted("baton.inbox.records", "outcome", "duplicate");

        topic.publish(account, 1, 2, 1, 2, 2, 3);

        awaitEffects(account, 1, 2, 3);
        assertThat(counted("baton.inbox.records", "outcome", "duplicate") - before).isEqualTo(3);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aSequenceThatIsMissingIsRememberedAndTheAccountGoesOn() {
        AccountId account = anAccount();
        double gaps = counted("baton.inbox.gaps");
        double holes = counted("baton.inbox.holes");

        topic.publish(account, 1);
        topic.publish(acme, 1); // something to read again between them
        topic.publish(account, 4, 5);

        awaitEffects(account, 1, 4, 5);
        awaitEffects(acme, 1);
        assertThat(holes(account)).containsExactly(2L, 3L);
        assertThat(counted("baton.inbox.gaps") - gaps).isOne();
        assertThat(counted("baton.inbox.holes") - holes).isEqualTo(2);
    }

    @Test
    void whatWasMissingTakesEffectWhenItComesAfterAll() {
        AccountId account = anAccount();
        topic.publish(account, 1, 3);
        awaitEffects(account, 1, 3);

        topic.publish(account, 2, 2);

        awaitEffects(account, 1, 3, 2);
        topic.publish(account, 4);
        awaitEffects(account, 1, 3, 2, 4);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void theFirstSequenceThatAGroupSeesIsItsBaseline() {
        AccountId account = anAccount();

        topic.publish(account, 70, 71);

        awaitEffects(account, 70, 71);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aTypeThatCameLaterIsPassedOverAndTheNextEventIsNoGap() {
        AccountId account = anAccount();
        topic.publish(account, 1);

        topic.send(topic.record(account, 1, 2, "handoff_escorted", bytes("{}")));
        topic.publish(account, 3);

        awaitEffects(account, 1, 3);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aRaisedEpochCountsFromOneAgainAndTheOldOneIsStale() {
        AccountId account = anAccount();
        topic.publish(account, 1, 2);

        topic.send(topic.record(envelope(account, 2, 1)));
        topic.publish(account, 3);
        topic.send(topic.record(envelope(account, 2, 2)));

        awaitEffects(account, 1, 2, 1, 2);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void anotherEventUnderASequenceThatWasSeenIsReported() {
        AccountId account = anAccount();
        double before = counted("baton.inbox.conflicts");

        topic.publish(account, 1, 1);

        await().atMost(ofSeconds(10)).until(() -> counted("baton.inbox.conflicts") - before >= 1);
        awaitEffects(account, 1);
    }

    @Test
    void anEventWaitsForTheProjectionItNeedsHoweverLong() {
        AccountId account = anAccount();
        AtomicBoolean caughtUp = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        effects.obstruct(account, _ -> {
            asked.incrementAndGet();
            if (!caughtUp.get()) {
                throw new ProjectionBehind("not yet");
            }
        });

        topic.publish(account, 1);
        // More often than a handler that fails would be asked.
        await().atMost(ofSeconds(10)).until(() -> asked.get() > 5);
        assertThat(sequences(account)).isEmpty();
        caughtUp.set(true);

        awaitEffects(account, 1);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aHandlerThatFailsForAMomentIsAskedAgain() {
        AccountId account = anAccount();
        AtomicInteger asked = new AtomicInteger();
        effects.obstruct(account, _ -> {
            if (asked.incrementAndGet() <= 2) {
                throw new IllegalStateException("a moment");
            }
        });

        topic.publish(account, 1, 2);

        awaitEffects(account, 1, 2);
        assertThat(holes(account)).isEmpty();
    }

    private void awaitEffects(AccountId account, Long... expected) {
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(sequences(account)).containsExactly(expected));
    }

    private void awaitEffects(AccountId account, long... expected) {
        awaitEffects(account, Arrays.stream(expected).boxed().toArray(Long[]::new));
    }

    private List<Long> sequences(AccountId account) {
        return inTransactionOf(account, effects::sequences);
    }

    private List<Long> holes(AccountId account) {
        return inTransactionOf(account,
                () -> jdbc.sql("SELECT seq FROM inbox_hole ORDER BY seq").query(Long.class).list());
    }

    private List<Long> inTransactionOf(AccountId account, Supplier<List<Long>> query) {
        return Tenant.<List<Long>, RuntimeException>call(account,
                () -> new TransactionTemplate(transactions).execute(_ -> query.get()));
    }

    private double counted(String name, String... tags) {
        return meters.get(name)
                .tag("topic", Topics.HANDOFF_EVENTS)
                .tags(tags)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
