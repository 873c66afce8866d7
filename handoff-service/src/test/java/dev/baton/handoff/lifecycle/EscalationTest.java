package dev.baton.handoff.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@HandoffTest
class EscalationTest {
    @Autowired
    private Desks desks;

    @Autowired
    private Handoffs handoffs;

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
    void anEscalationCarriesItsContextAndWaitsInEveryOtherQueue() {
        String session = desks.session(desk.junior());

        JsonNode answer = desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/escalate", Desks.escalation())
                .created();

        assertThat(answer.get("psa_result").asString()).isEqualTo("no_psa");
        assertThat(answer.get("documentation").asString()).contains("## Outlook is failing", "#12345",
                "Rebuilt the OST cache → Still disconnected");
        JsonNode handoff = answer.get("handoff");
        assertThat(handoff.get("status").asString()).isEqualTo("open");
        assertThat(handoff.get("snapshot").get("what_was_tried").get(0).get("text").asString())
                .isEqualTo("Rebuilt the OST cache");
        JsonNode card = desks.as(desk.senior()).get("/ai-sessions/escalation-queue").ok().get("items").get(0);
        assertThat(card.get("id")).isEqualTo(handoff.get("id"));
        assertThat(card.get("handed_off_by").get("name").asString()).isEqualTo("Jo Park");
        assertThat(desks.as(desk.senior()).get("/ai-sessions/escalation-queue/count").ok().get("count").asInt())
                .isEqualTo(1);
        assertThat(desks.as(desk.junior()).get("/ai-sessions/escalation-queue").ok().get("items")).isEmpty();
    }

    @Test
    void theAnswerIsWhatIsReadAfterwards() {
        String session = desks.session(desk.junior());
        Map<String, Object> body = new HashMap<>(Desks.escalation());
        body.put("intent", "escalate");
        body.put("target_user_id", desk.senior().id().toString());

        JsonNode answer = desks.as(desk.junior()).post("/ai-sessions/" + session + "/handoff", body).created();

        JsonNode read = desks.as(desk.junior()).get("/ai-sessions/" + session + "/handoffs").ok().get("items").get(0);
        assertThat(answer.get("assessment_state").asString()).isEqualTo("pending");
        assertThat(answer.get("version").asLong()).isEqualTo(1);
        assertThat(answer.get("handed_off_by_name").asString()).isEqualTo("Jo Park");
        assertThat(answer.get("target_user_name").asString()).isEqualTo("Sam Reyes");
        assertThat(answer.get("next_deadline").asString()).isEqualTo("reminder");
        assertThat(withoutItsAssessment(answer)).isEqualTo(withoutItsAssessment(read));
    }

    @Test
    void anybodyOfTheAccountMayReadASessionWhileItWaitsAndNobodyOfAnother() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        Desk stranger = desks.open();

        desks.as(desk.viewer()).get("/ai-sessions/" + escalated.session()).ok();
        String unknown = desks.as(desk.viewer())
                .get("/ai-sessions/0199a1b2-0000-7000-8000-000000000000")
                .problem(404, "not-found")
                .get("detail")
                .asString();

        assertThat(desks.as(stranger.owner())
                .get("/ai-sessions/" + escalated.session())
                .problem(404, "not-found")
                .get("detail")
                .asString()).isEqualTo(unknown);
        desks.as(stranger.owner()).get("/ai-sessions/" + escalated.session() + "/handoffs").problem(404, "not-found");
        desks.as(stranger.owner()).post(escalated.claim()).problem(404, "not-found");
    }

    @Test
    void aSecondEscalationIsRefusedAndNamesTheFirst() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        JsonNode refused = desks.as(desk.junior())
                .post("/ai-sessions/" + escalated.session() + "/escalate", Desks.escalation())
                .problem(409, "escalation-already-open");

        assertThat(refused.get("handoff_id").asString()).isEqualTo(escalated.handoff());
    }

    @Test
    void ofTwoEscalationsAtOnceTheSecondIsRefusedAndNamesTheFirst() throws Exception {
        String session = desks.session(desk.junior());

        List<Api.Answer> answers = bothOnceTheyWaitFor(session, () -> desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/escalate", Desks.escalation()));

        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(201, 409);
        JsonNode made = answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow().json();
        JsonNode refused = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow()
                .problem(409, "escalation-already-open");
        assertThat(refused.get("handoff_id")).isEqualTo(made.at("/handoff/id"));
    }

    @Test
    void aTargetMustBeAbleToTakeIt() {
        String session = desks.session(desk.junior());
        Desk stranger = desks.open();

        for (Actor target : List.of(desk.junior(), desk.viewer(), desk.former(), stranger.senior())) {
            Map<String, Object> body = new HashMap<>(Desks.escalation());
            body.put("target_user_id", target.id().toString());
            desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", body).problem(422, "invalid-target");
        }
        Map<String, Object> body = new HashMap<>(Desks.escalation());
        body.put("target_user_id", desk.senior().id().toString());
        desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", body).created();

        assertThat(desks.as(desk.senior2())
                .get("/ai-sessions/escalation-queue")
                .ok()
                .get("items")
                .get(0)
                .get("target")
                .get("name")
                .asString()).isEqualTo("Sam Reyes");
    }

    @Test
    void onlyAuthorAndHolderHandOffAndOnlyTheAuthorByTheShortForm() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        String path = "/ai-sessions/" + escalated.session();
        Map<String, Object> body = new HashMap<>(Desks.escalation());
        body.put("intent", "escalate");

        desks.as(desk.senior2()).post(path + "/handoff", body).problem(403, "not-a-session-participant");
        desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior()).post(path + "/escalate", Desks.escalation()).problem(403, "not-a-session-participant");
        desks.as(desk.senior()).post(path + "/handoff", body).created();

        assertThat(desks.as(desk.senior2()).get(path + "/handoffs").ok().get("items")).hasSize(2);
    }

    @Test
    void parkingIsPrivateAndCanBeResumed() {
        String session = desks.session(desk.junior());
        Map<String, Object> body = new HashMap<>(Desks.escalation());
        body.put("intent", "park");

        JsonNode parked = desks.as(desk.junior()).post("/ai-sessions/" + session + "/handoff", body).created();

        assertThat(publishedEvents()).isZero();
        assertThat(desks.as(desk.senior()).get("/notices/unread-count").ok().get("count").asInt()).isZero();
        desks.as(desk.senior()).get("/ai-sessions/" + session + "/handoffs").problem(404, "not-found");
        desks.as(desk.senior())
                .post("/ai-sessions/" + session + "/handoffs/" + parked.get("id").asString() + "/claim")
                .problem(404, "not-found");
        assertThat(desks.as(desk.junior()).post("/ai-sessions/" + session + "/resume").ok().get("status").asString())
                .isEqualTo("active");
    }

    @Test
    void escalatingAParkedSessionEndsItsParking() {
        String session = desks.session(desk.junior());
        Map<String, Object> park = new HashMap<>(Desks.escalation());
        park.put("intent", "park");
        desks.as(desk.junior()).post("/ai-sessions/" + session + "/handoff", park).created();

        desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", Desks.escalation()).created();

        List<String> statuses = new ArrayList<>();
        desks.as(desk.junior())
                .get("/ai-sessions/" + session + "/handoffs")
                .ok()
                .get("items")
                .forEach(handoff -> statuses.add(handoff.get("status").asString()));
        assertThat(statuses).containsExactly("resumed", "open");
    }

    @Test
    void aSessionOfTheLegacyStatusCanBeHandedOff() {
        String session = desks.session(desk.junior());
        change("UPDATE ai_session SET status = 'requesting_escalation' WHERE id = :id::uuid", session);

        desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", Desks.escalation()).created();

        assertThat(desks.as(desk.senior()).get("/ai-sessions/escalation-queue").ok().get("items")).hasSize(1);
    }

    @Test
    void aSessionTakesAThousandStepsAndNoMore() {
        String session = desks.session(desk.junior());
        change("UPDATE ai_session SET step_count = 999 WHERE id = :id::uuid", session);
        Map<String, String> step = Map.of("kind", "action", "text", "Again");

        desks.as(desk.junior()).post("/ai-sessions/" + session + "/steps", step).created();

        desks.as(desk.junior()).post("/ai-sessions/" + session + "/steps", step).problem(409, "session-full");
    }

    @Test
    void rolledBackMeansNothingWasAnnounced() {
        String session = desks.session(desk.junior());

        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> {
            handoffs.handOff(desk.junior(), SessionId.of(session),
                    new NewHandoff(Intent.ESCALATE, "why", "", Priority.LOW, Optional.empty()));
            status.setRollbackOnly();
        }));

        assertThat(desks.as(desk.junior()).get("/ai-sessions/" + session).ok().get("status").asString())
                .isEqualTo("active");
        assertThat(desks.as(desk.senior()).get("/notices").ok().get("items")).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE :account || '%'")
                .param("account", desk.account().toString())
                .query(Long.class)
                .single()).isZero();
        assertThat(publishedEvents()).isZero();
    }

    @Test
    void theBuiltInAssessmentComesByItselfAndSaysWhatItIs() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        JsonNode handoff = await().atMost(Duration.ofSeconds(10))
                .until(() -> desks.as(desk.senior())
                        .get("/ai-sessions/" + escalated.session() + "/handoffs")
                        .ok()
                        .get("items")
                        .get(0),
                        found -> found.get("assessment_state").asString().equals("ready"));

        assertThat(handoff.get("assessment").get("source").asString()).isEqualTo("rules");
        assertThat(handoff.get("assessment").get("source_label").asString()).contains("not a language model");
        assertThat(handoff.get("assessment").get("likely_cause").asString()).contains("cache");
        assertThat(handoff.get("version").asLong()).isEqualTo(2);
    }

    // It may have come since.
    private static JsonNode withoutItsAssessment(JsonNode handoff) {
        return ((ObjectNode) handoff.deepCopy()).without(List.of("assessment_state", "assessment", "version"));
    }

    /** Two of the same, when both have begun and neither could yet see what the other does. */
    private List<Api.Answer> bothOnceTheyWaitFor(String session, Callable<Api.Answer> request) throws Exception {
        List<Future<Api.Answer>> sent = new ArrayList<>();
        try (var twins = Executors.newVirtualThreadPerTaskExecutor()) {
            Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> {
                jdbc.sql("SELECT id FROM ai_session WHERE id = :id::uuid FOR UPDATE")
                        .param("id", session)
                        .query()
                        .singleRow();
                sent.add(twins.submit(request));
                sent.add(twins.submit(request));
                await().until(() -> jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .query(Integer.class)
                        .single(), waiting -> waiting == 2);
            }));
            return List.of(sent.get(0).get(), sent.get(1).get());
        }
    }

    private void change(String sql, String session) {
        Tenant.run(desk.account(), () -> transaction
                .executeWithoutResult(status -> jdbc.sql(sql).param("id", session).update()));
    }

    private long publishedEvents() {
        return Tenant.call(desk.account(), () -> transaction.execute(status -> jdbc.sql("""
                SELECT coalesce(max(last_seq), 0) FROM event_stream WHERE topic = 'baton.handoff.events.v1'
                """).query(Long.class).single()));
    }
}
