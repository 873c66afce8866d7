package dev.baton.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.AnalyticsTest;
import dev.baton.analytics.History;
import dev.baton.analytics.MetricTable;
import dev.baton.analytics.NaiveReader;
import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.Person;
import dev.baton.events.SessionStepRecorded;
import dev.baton.messaging.EventHandler;
import dev.baton.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@AnalyticsTest
class HandoffMetricsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Autowired
    EventHandler handler;
    @Autowired
    HandoffMetrics handoffs;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    MetricTable table;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void effectsInAnyOrderAndTwiceEndInTheSameRows(long seed) {
        History history = History.random(seed, 30, NOON);
        List<EventEnvelope> shuffled = new ArrayList<>(history.events());
        shuffled.addAll(history.events());
        Collections.shuffle(shuffled, new Random(seed));

        shuffled.forEach(this::handle);

        assertThat(table.rows(history.account(), 1)).isEqualTo(new NaiveReader(history).rows());
    }

    @Test
    void onlyTheClaimersActionCounts() {
        History history = History.empty();
        Person claimer = history.person("Sam");
        HandoffCard card = history.created(NOON);
        history.claimed(card, claimer, NOON.plusSeconds(60));
        history.acted(card, history.person("Jo"), NOON.plusSeconds(70));
        history.acted(card, claimer, NOON.plusSeconds(90));

        history.events().forEach(this::handle);

        assertThat(table.rows(history.account(), 1).values()).singleElement()
                .extracting(MetricTable.Row::firstActionAt)
                .isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void aMessageIsAnActionAsAStepIsAndTheEarlierOfThemCounts() {
        History history = History.empty();
        Person claimer = history.person("Sam");
        HandoffCard spoke = history.created(NOON);
        HandoffCard acted = history.created(NOON);
        history.claimed(spoke, claimer, NOON.plusSeconds(60));
        history.claimed(acted, claimer, NOON.plusSeconds(60));
        history.wrote(spoke, history.person("Jo"), NOON.plusSeconds(65));
        history.wrote(spoke, claimer, NOON.plusSeconds(70));
        history.acted(spoke, claimer, NOON.plusSeconds(90));
        history.acted(acted, claimer, NOON.plusSeconds(80));
        history.wrote(acted, claimer, NOON.plusSeconds(85));

        history.events().forEach(this::handle);

        assertThat(table.rows(history.account(), 1).get(spoke.handoffId().toString()).firstActionAt())
                .isEqualTo(NOON.plusSeconds(70));
        assertThat(table.rows(history.account(), 1).get(acted.handoffId().toString()).firstActionAt())
                .isEqualTo(NOON.plusSeconds(80));
    }

    @Test
    void aClaimIsEnoughWhenTheCreationIsOlderThanTheLog() {
        History history = History.empty();
        history.claimed(history.created(NOON), history.person("Sam"), NOON.plusSeconds(60));

        handle(history.events().getLast());

        assertThat(table.rows(history.account(), 1)).isEqualTo(new NaiveReader(history).rows());
    }

    @Test
    void aClaimThatIsReplayedWhileAStepArrivesFindsTheStep() throws Exception {
        History history = History.empty();
        Person claimer = history.person("Sam");
        HandoffCard card = history.created(NOON);
        HandoffClaimed claim = history.claimed(card, claimer, NOON.plusSeconds(60));
        SessionStepRecorded step = history.acted(card, claimer, NOON.plusSeconds(90));
        handle(history.events().getFirst());
        CountDownLatch stepWritten = new CountDownLatch(1);
        CountDownLatch claimBegun = new CountDownLatch(1);

        CompletableFuture<Void> live = CompletableFuture.runAsync(() -> inTransaction(history, () -> {
            handoffs.acted(history.account(), step.handoffId(), step.actor().id(), step.recordedAt());
            stepWritten.countDown();
            awaitUninterruptibly(claimBegun);
        }));
        assertThat(stepWritten.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> replay = CompletableFuture
                .runAsync(() -> inTransaction(history, () -> handoffs.claimed(history.account(), claim)));
        assertThat(waitsFor(replay)).as("the claim waits for the step to be committed").isTrue();
        claimBegun.countDown();
        CompletableFuture.allOf(live, replay).get(10, TimeUnit.SECONDS);

        assertThat(table.rows(history.account(), 1)).isEqualTo(new NaiveReader(history).rows());
    }

    private void handle(EventEnvelope event) {
        Tenant.run(event.accountId(), () -> transaction.executeWithoutResult(_ -> handler.handle(event)));
    }

    private void inTransaction(History history, Runnable work) {
        Tenant.run(history.account(), () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private static boolean waitsFor(CompletableFuture<Void> work) throws Exception {
        try {
            work.get(Duration.ofMillis(200).toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
