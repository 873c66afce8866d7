package dev.baton.handoff.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Acceptance H11 and T8: taken back before a claim, given back after one, and the trail that both leave. */
@HandoffTest
class EndingsTest {
    private static final Map<String, Object> REASON = Map.of("reason", "I have no rights in Exchange Online");

    @Autowired
    private Desks desks;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void whoEscalatedTakesItBackBeforeAClaim() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        JsonNode cancelled = desks.as(desk.junior()).post(cancel(escalated)).ok();

        assertThat(cancelled.get("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.get("closed_by_name").asString()).isEqualTo("Jo Park");
        assertThat(queueOf(desk.senior())).isEmpty();
        assertThat(session(desk.junior(), escalated).get("status").asString()).isEqualTo("active");
        desks.as(desk.senior()).get("/ai-sessions/" + escalated.session()).problem(404, "not-found");
        desks.as(desk.senior()).post(escalated.claim()).problem(409, "handoff-not-open");
        assertThat(unread(desk.senior())).isZero();
    }

    @Test
    void cancellingAgainChangesNothing() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        JsonNode first = desks.as(desk.junior()).post(cancel(escalated)).ok();

        JsonNode again = desks.as(desk.junior()).post(cancel(escalated)).ok();

        assertThat(again.get("closed_at")).isEqualTo(first.get("closed_at"));
    }

    @Test
    void onlyWhoEscalatedCancelsAndOnlyBeforeAClaim() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).post(cancel(escalated)).problem(403, "not-your-handoff");
        desks.as(desk.viewer()).post(cancel(escalated)).problem(403, "forbidden");
        desks.as(desk.senior()).post(escalated.claim()).ok();

        JsonNode refused = desks.as(desk.junior()).post(cancel(escalated)).problem(409, "handoff-already-claimed");
        assertThat(refused.get("claimed_by_name").asString()).isEqualTo("Sam Reyes");
    }

    @Test
    void aSessionThatWasTakenBackCanBeEscalatedAgain() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.junior()).post(cancel(escalated)).ok();

        desks.as(desk.junior())
                .post("/ai-sessions/" + escalated.session() + "/escalate", Desks.escalation())
                .created();

        assertThat(queueOf(desk.senior())).hasSize(1);
    }

    @Test
    void whoClaimedGivesItBackAndAnotherOneWaitsAsOldAsTheFirst() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        Desks.Escalated younger = desks.escalated(desk.junior());
        JsonNode claimed = desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior())
                .post("/ai-sessions/" + escalated.session() + "/steps", Map.of("kind", "action", "text", "Asked"))
                .created();

        JsonNode next = desks.as(desk.senior()).post(giveBack(escalated), REASON).created();

        assertThat(next.get("status").asString()).isEqualTo("open");
        assertThat(next.get("returned_from").asString()).isEqualTo(escalated.handoff());
        assertThat(next.get("waiting_since")).isEqualTo(claimed.get("created_at"));
        assertThat(next.get("handed_off_by_name").asString()).isEqualTo("Jo Park");
        assertThat(next.get("reason").asString()).isEqualTo(REASON.get("reason"));
        assertThat(next.get("snapshot").get("step_count").asInt()).isEqualTo(2);
        assertThat(ids(queueOf(desk.senior2()))).containsExactly(next.get("id").asString(), younger.handoff());
        JsonNode waiting = session(desk.senior2(), escalated);
        assertThat(waiting.get("status").asString()).isEqualTo("escalated");
        assertThat(waiting.get("escalated_to_id").isNull()).isTrue();
    }

    @Test
    void theOneThatWasGivenBackStaysWithItsClaimerAndItsReason() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior()).post(giveBack(escalated), REASON).created();

        JsonNode returned = desks.as(desk.viewer())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .get("items")
                .get(0);

        assertThat(returned.get("status").asString()).isEqualTo("returned");
        assertThat(returned.get("claimed_by_name").asString()).isEqualTo("Sam Reyes");
        assertThat(returned.get("close_reason").asString()).isEqualTo(REASON.get("reason"));
        desks.as(desk.senior2()).post(escalated.claim()).problem(409, "handoff-not-open");
    }

    @Test
    void everybodyButTheTwoWhoKnowIsToldOfTheOneThatWaitsAndTheEscalatorOfTheReturn() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();

        desks.as(desk.senior()).post(giveBack(escalated), REASON).created();

        assertThat(unread(desk.senior2())).isOne();
        assertThat(unread(desk.senior())).isZero();
        assertThat(desks.as(desk.junior()).get("/notices").ok().get("items").get(0).get("title").asString())
                .isEqualTo("Sam Reyes gave back: Outlook is failing to sync email");
    }

    @Test
    void onlyTheClaimerGivesBackAndOnlyOnce() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(giveBack(escalated), REASON).problem(403, "not-your-handoff");
        desks.as(desk.senior()).post(escalated.claim()).ok();

        desks.as(desk.senior2()).post(giveBack(escalated), REASON).problem(403, "not-your-handoff");
        desks.as(desk.senior()).post(giveBack(escalated), Map.of("reason", " ")).problem(400, "invalid-request");
        desks.as(desk.senior()).post(giveBack(escalated), REASON).created();

        desks.as(desk.senior()).post(giveBack(escalated), REASON).problem(409, "handoff-not-open");
        assertThat(queueOf(desk.senior2())).hasSize(1);
    }

    @Test
    void whoGaveBackMayClaimAgainAndWhoEscalatedFirstStillMayNot() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();
        String next = desks.as(desk.senior()).post(giveBack(escalated), REASON).created().get("id").asString();
        Desks.Escalated waiting = new Desks.Escalated(escalated.session(), next);

        desks.as(desk.junior()).post(waiting.claim()).problem(409, "own-handoff");
        desks.as(desk.senior()).post(waiting.claim()).ok();
    }

    @Test
    void ofAClaimAndACancellationAtTheSameMomentOneWins() throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                Desks.Escalated escalated = desks.escalated(desk.junior());
                List<Callable<Api.Answer>> both = new ArrayList<>();
                both.add(() -> desks.as(desk.senior()).post(escalated.claim()));
                both.add(() -> desks.as(desk.junior()).post(cancel(escalated)));

                List<Future<Api.Answer>> answers = people.invokeAll(both);

                List<Integer> statuses = List.of(answers.get(0).get().status(), answers.get(1).get().status());
                assertThat(statuses).containsExactlyInAnyOrder(200, 409);
                boolean claimed = statuses.getFirst() == 200;
                JsonNode session = session(desk.junior(), escalated);
                assertThat(session.get("status").asString()).isEqualTo("active");
                assertThat(session.get("escalated_to_id").isNull()).isEqualTo(!claimed);
            }
        }
    }

    @Test
    void adminsReadWhoDidWhat() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior()).post(giveBack(escalated), REASON).created();

        List<JsonNode> entries = desks.as(desk.admin())
                .get(history(escalated))
                .ok()
                .get("items")
                .valueStream()
                .filter(entry -> !entry.get("action").asString().equals("assessed"))
                .toList();

        assertThat(entries).extracting(entry -> entry.get("action").asString())
                .containsExactly("escalated", "claimed", "returned");
        assertThat(entries).extracting(entry -> entry.get("actor").get("name").asString())
                .containsExactly("Jo Park", "Sam Reyes", "Sam Reyes");
        assertThat(entries.getLast().get("detail").asString()).isEqualTo(REASON.get("reason"));
        desks.as(desk.owner()).get(history(escalated)).ok();
        desks.as(desk.senior()).get(history(escalated)).problem(403, "forbidden");
    }

    private String history(Desks.Escalated escalated) {
        return escalated.claim().replace("/claim", "/history");
    }

    private String cancel(Desks.Escalated escalated) {
        return escalated.claim().replace("/claim", "/cancel");
    }

    private String giveBack(Desks.Escalated escalated) {
        return escalated.claim().replace("/claim", "/return");
    }

    private JsonNode session(Actor reader, Desks.Escalated escalated) {
        return desks.as(reader).get("/ai-sessions/" + escalated.session()).ok();
    }

    private JsonNode queueOf(Actor reader) {
        return desks.as(reader).get("/ai-sessions/escalation-queue").ok().get("items");
    }

    private static List<String> ids(JsonNode items) {
        return items.valueStream().map(item -> item.get("id").asString()).toList();
    }

    private long unread(Actor reader) {
        return desks.as(reader).get("/notices/unread-count").ok().get("count").asLong();
    }
}
