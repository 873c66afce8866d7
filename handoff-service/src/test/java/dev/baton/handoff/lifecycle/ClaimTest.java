package dev.baton.handoff.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@HandoffTest
class ClaimTest {
    @Autowired
    private Desks desks;

    @Autowired
    private Claims claims;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void ofTwoHundredSimultaneousClaimersOneWinsAndTheRestLearnWhoWon() throws Exception {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        List<Actor> claimers = List.of(desk.senior(), desk.senior2(), desk.admin(), desk.owner());

        List<Api.Answer> answers = atOnce(200,
                racer -> desks.as(claimers.get(racer % claimers.size())).post(escalated.claim()));

        JsonNode claimed = desks.as(desk.viewer())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .get("items")
                .get(0);
        String winner = claimed.get("claimed_by_id").asString();
        for (int racer = 0; racer < answers.size(); racer++) {
            boolean won = claimers.get(racer % claimers.size()).id().toString().equals(winner);
            JsonNode answer = won
                    ? answers.get(racer).ok()
                    : answers.get(racer).problem(409, "handoff-already-claimed");
            assertThat(answer.get("claimed_by_id").asString()).isEqualTo(winner);
            assertThat(answer.get("claimed_at")).isEqualTo(claimed.get("claimed_at"));
        }
    }

    @Test
    void theLoserOfARaceLearnsWhoWon() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        JsonNode won = desks.as(desk.senior()).post(escalated.claim()).ok();

        JsonNode lost = desks.as(desk.senior2()).post(escalated.claim()).problem(409, "handoff-already-claimed");

        assertThat(lost.get("claimed_by_id").asString()).isEqualTo(desk.senior().id().toString());
        assertThat(lost.get("claimed_by_name").asString()).isEqualTo("Sam Reyes");
        assertThat(lost.get("claimed_at")).isEqualTo(won.get("claimed_at"));
    }

    @Test
    void whoWaitedForTheWinnerLearnsWhoWon() throws Exception {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        Future<Api.Answer> second = Tenant.call(desk.account(), () -> transaction.execute(status -> {
            claims.claim(desk.senior(), SessionId.of(escalated.session()), HandoffId.of(escalated.handoff()), null);
            Future<Api.Answer> waiting = threads.submit(() -> desks.as(desk.senior2()).post(escalated.claim()));
            await().pollInSameThread().until(this::somebodyWaitsForThisTransaction);
            return waiting;
        }));

        assertThat(second.get().problem(409, "handoff-already-claimed").get("claimed_by_id").asString())
                .isEqualTo(desk.senior().id().toString());
    }

    @Test
    void theSamePersonMayClaimAgainAndTheTimeDoesNotMove() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        JsonNode first = desks.as(desk.senior()).post(escalated.claim()).ok();

        JsonNode again = desks.as(desk.senior()).post(escalated.claim()).ok();

        assertThat(again.get("claimed_at")).isEqualTo(first.get("claimed_at"));
        assertThat(again.get("claimed_by_id")).isEqualTo(first.get("claimed_by_id"));
    }

    @Test
    void whoEscalatedCannotClaim() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.junior()).post(escalated.claim()).problem(409, "own-handoff");
        desks.as(desk.viewer()).post(escalated.claim()).problem(403, "forbidden");

        assertThat(desks.as(desk.viewer()).post(escalated.claim()).json().get("detail").asString())
                .isEqualTo("Engineer or admin access required");
    }

    @Test
    void aClaimGivesTheSessionToTheClaimerAndTakesTheCardFromEveryQueue() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).post(escalated.claim()).ok();

        JsonNode session = desks.as(desk.senior()).get("/ai-sessions/" + escalated.session()).ok();
        assertThat(session.get("status").asString()).isEqualTo("active");
        assertThat(session.get("escalated_to_id").asString()).isEqualTo(desk.senior().id().toString());
        assertThat(desks.as(desk.admin()).get("/ai-sessions/escalation-queue").ok().get("items")).isEmpty();
        assertThat(desks.as(desk.senior()).get("/ai-sessions").ok().get("items").get(0).get("id").asString())
                .isEqualTo(escalated.session());
        desks.as(desk.senior2()).get("/ai-sessions/" + escalated.session()).problem(404, "not-found");
    }

    @Test
    void lookingClaimsNothing() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).get("/ai-sessions/" + escalated.session() + "?pickup=true").ok();
        desks.as(desk.senior()).get("/ai-sessions/" + escalated.session() + "/handoffs").ok();

        assertThat(desks.as(desk.senior()).get(escalated.claim()).status()).isEqualTo(405);
        assertThat(desks.as(desk.senior2()).get("/ai-sessions/escalation-queue").ok().get("items")).hasSize(1);
    }

    private boolean somebodyWaitsForThisTransaction() {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid)
                """).query(Boolean.class).single();
    }

    private static List<Api.Answer> atOnce(int racers, IntFunction<Api.Answer> claim)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (var racing = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> futures = new ArrayList<>();
            for (int racer = 0; racer < racers; racer++) {
                int number = racer;
                futures.add(racing.submit(() -> {
                    start.await();
                    return claim.apply(number);
                }));
            }
            start.countDown();
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
