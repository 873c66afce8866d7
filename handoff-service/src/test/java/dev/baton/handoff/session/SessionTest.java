package dev.baton.handoff.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@HandoffTest
class SessionTest {
    @Autowired
    private Desks desks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void mineAreListedNewestActivityFirstInPages() {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sessions.add(desks.session(desk.junior()));
        }
        desks.session(desk.senior());

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = desks.as(desk.junior()).get("/ai-sessions?limit=2" + cursor).ok();
            page.get("items").forEach(item -> listed.add(item.get("id").asString()));
            cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);

        assertThat(listed).containsExactlyElementsOf(sessions.reversed());
    }

    @Test
    void onlyWhoWorksInASessionReadsItUntilItWaitsForASenior() {
        String session = desks.session(desk.junior());

        desks.as(desk.senior()).get("/ai-sessions/" + session).problem(404, "not-found");
        desks.as(desk.senior()).post("/ai-sessions/" + session + "/steps", step("try this")).problem(404, "not-found");
        desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", Desks.escalation()).created();

        desks.as(desk.senior()).get("/ai-sessions/" + session).ok();
        desks.as(desk.senior())
                .post("/ai-sessions/" + session + "/steps", step("try this"))
                .problem(403, "not-a-session-participant");
    }

    @Test
    void theLegacyStatusReadsAsEscalatedEverywhere() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> jdbc
                .sql("UPDATE ai_session SET status = 'requesting_escalation' WHERE id = :id::uuid")
                .param("id", escalated.session())
                .update()));

        assertThat(desks.as(desk.viewer()).get("/ai-sessions/" + escalated.session()).ok().get("status").asString())
                .isEqualTo("escalated");
    }

    @Test
    void simultaneousStepsAllCountAndKeepOneOrder() throws Exception {
        String session = desks.session(desk.junior());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String text = "step " + i;
                writers.add(threads.submit(() -> desks.as(desk.junior())
                        .post("/ai-sessions/" + session + "/steps", step(text))
                        .created()));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        JsonNode found = desks.as(desk.junior()).get("/ai-sessions/" + session).ok();
        Set<String> texts = new HashSet<>();
        found.get("steps").forEach(step -> texts.add(step.get("text").asString()));
        assertThat(found.get("step_count").asInt()).isEqualTo(21);
        assertThat(texts).hasSize(21);
    }

    @Test
    void aCommandIsKeptToTheLetter() {
        String session = desks.session(desk.junior());
        String command = "\tGet-Mailbox |\n    Where { $_.Size -gt 1 }  \n";

        desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/steps",
                        Map.of("kind", "action", "text", "Listed", "command", command))
                .created();

        assertThat(desks.as(desk.junior())
                .get("/ai-sessions/" + session)
                .ok()
                .get("steps")
                .get(1)
                .get("command")
                .asString()).isEqualTo(command);
    }

    @Test
    void afterAClaimAStepIsAnnouncedWithoutItsText() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        // Two events of the handoff itself: created, and its assessment.
        await().until(() -> published() == 2);
        desks.as(desk.junior())
                .post("/ai-sessions/" + escalated.session() + "/steps", step("secret finding"))
                .created();
        assertThat(published()).isEqualTo(2);

        desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior())
                .post("/ai-sessions/" + escalated.session() + "/steps", step("secret finding"))
                .created();

        assertThat(published()).isEqualTo(4);
    }

    private long published() {
        return Tenant.call(desk.account(), () -> transaction.execute(status -> jdbc.sql("""
                SELECT coalesce(max(last_seq), 0) FROM event_stream WHERE topic = 'baton.handoff.events.v1'
                """).query(Long.class).single()));
    }

    private static Map<String, String> step(String text) {
        return Map.of("kind", "observation", "text", text);
    }

    @Test
    void aSessionIsClosedWithWhatSolvedItAndTheStepThatFixedIt() {
        String id = desks.session(desk.junior());
        String step = desks.as(desk.junior())
                .get("/ai-sessions/" + id)
                .ok()
                .get("steps")
                .get(0)
                .get("id")
                .asString();

        JsonNode resolved = desks.as(desk.junior())
                .post("/ai-sessions/" + id + "/resolve",
                        Map.of("resolution", "A new profile", "fixed_by_step_id", step))
                .ok();

        assertThat(resolved.get("status").asString()).isEqualTo("resolved");
        assertThat(resolved.get("resolution").get("text").asString()).isEqualTo("A new profile");
        assertThat(resolved.get("resolution").get("fixed_by").asString()).isEqualTo("Rebuilt the OST cache");
        desks.as(desk.junior())
                .post("/ai-sessions/" + id + "/steps", Map.of("kind", "action", "text", "One more"))
                .problem(409, "session-not-open");
    }

    @Test
    void onlyOneOfTheSessionsOwnStepsCanHaveFixedIt() {
        String id = desks.session(desk.junior());
        String other = desks.session(desk.junior());
        String foreign = desks.as(desk.junior())
                .get("/ai-sessions/" + other)
                .ok()
                .get("steps")
                .get(0)
                .get("id")
                .asString();

        JsonNode refused = desks.as(desk.junior())
                .post("/ai-sessions/" + id + "/resolve", Map.of("resolution", "Done", "fixed_by_step_id", foreign))
                .problem(400, "invalid-request");

        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("fixed_by_step_id");
        assertThat(desks.as(desk.junior()).get("/ai-sessions/" + id).ok().get("status").asString())
                .isEqualTo("active");
    }

    @Test
    void aSessionThatWaitsOrIsOtherPeoplesIsNotClosed() {
        Desks.Escalated waiting = desks.escalated(desk.junior());
        Map<String, Object> done = Map.of("resolution", "Done");

        desks.as(desk.junior())
                .post("/ai-sessions/" + waiting.session() + "/resolve", done)
                .problem(409, "session-not-open");
        desks.as(desk.senior())
                .post("/ai-sessions/" + waiting.session() + "/resolve", done)
                .problem(403, "not-a-session-participant");
        desks.as(desk.senior()).post(waiting.claim()).ok();
        desks.as(desk.senior()).post("/ai-sessions/" + waiting.session() + "/resolve", done).ok();
        desks.as(desk.senior())
                .post("/ai-sessions/" + waiting.session() + "/resolve", done)
                .problem(409, "session-not-open");
    }
}
