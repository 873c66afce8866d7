package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static dev.baton.messaging.SampleEvents.envelope;
import static dev.baton.messaging.inbox.RawTopic.bytes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.messaging.ProjectionBehind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Design §5: every sequence has its effect once, in order, and what is missing is noticed. */
class InboxTest extends ConsumingTest {
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
        AccountId acme = anAccount();
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
}
