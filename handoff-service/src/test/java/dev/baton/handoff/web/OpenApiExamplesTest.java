package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends the examples of the published document to the running service and holds its answers against the schemas. */
@HandoffTest
class OpenApiExamplesTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();

    private final Set<String> called = new TreeSet<>();

    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void everyRouteTakesItsExampleAndAnswersAsTheDocumentSays() {
        signInAndOut();
        inviteAndChangeMembers();
        String session = call(desk.junior(), "POST /api/v1/ai-sessions").json().get("id").asString();
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/steps", session);
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/messages", session);
        call(desk.junior(), "GET /api/v1/ai-sessions/{id}/messages", session);
        call(desk.junior(), "GET /api/v1/ai-sessions");
        call(desk.junior(), "GET /api/v1/ai-sessions/{id}", session);
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/handoff-draft/completeness", session);
        String handoff = call(desk.junior(), "POST /api/v1/ai-sessions/{id}/handoff", session).json()
                .get("id")
                .asString();
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/escalate", desks.session(desk.junior()));
        await().until(() -> "ready".equals(desks.as(desk.senior())
                .get("/ai-sessions/" + session + "/handoffs")
                .ok()
                .at("/items/0/assessment_state")
                .asString()));
        call(desk.senior(), "GET /api/v1/ai-sessions/escalation-queue");
        call(desk.senior(), "GET /api/v1/ai-sessions/escalation-queue/count");
        call(desk.senior(), "POST /api/v1/ai-sessions/{id}/handoffs/{handoff_id}/claim", session, handoff);
        call(desk.junior(), "PUT /api/v1/ai-sessions/{id}/handoffs/{handoff_id}/read-back-correction", session,
                handoff);
        call(desk.senior(), "GET /api/v1/ai-sessions/{id}/handoffs", session);
        call(desk.viewer(), "GET /api/v1/ai-sessions/{id}/handoffs/{handoff_id}/ticket-notes", session, handoff);
        readNotices();
        parkAndResume();
        endAndResolve(session, handoff);
        call(desk.admin(), "PUT /api/v1/deadline-rules");
        call(desk.junior(), "GET /api/v1/deadline-rules");
        findSimilar(session);

        assertThat(called).isEqualTo(DOCUMENT.operations().keySet());
    }

    @Test
    void aRefusalIsAProblemOfTheDocument() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();

        assertProblem(desks.as(desk.senior2()).post(escalated.claim()), 409);
        assertProblem(desks.as(desk.junior()).post("/ai-sessions", Map.of("domain", "mail", "colour", "red")), 400);
        assertProblem(desks.as(desk.senior()).get("/ai-sessions?limit=0"), 400);
        assertProblem(desks.withToken(null).get("/me"), 401);
        assertProblem(desks.as(desk.viewer()).post(escalated.claim()), 403);
        assertProblem(desks.as(desk.junior())
                .post("/ai-sessions/" + escalated.session() + "/resume"), 409);
    }

    private void signInAndOut() {
        ObjectNode credentials = JsonNodeFactory.instance.objectNode()
                .put("email", desk.email(desk.junior()))
                .put("password", Desks.PASSWORD);
        Api.Answer signedIn = call(null, "POST /api/v1/auth/token", credentials, Map.of());
        Api.Answer refreshed = call(null, "POST /api/v1/auth/refresh", null, cookie(signedIn));
        call(null, "POST /api/v1/auth/sign-out", null, cookie(refreshed));
        call(null, "GET /.well-known/jwks.json");
        call(desk.junior(), "GET /api/v1/me");
        call(desk.junior(), "GET /api/v1/members");
    }

    private void inviteAndChangeMembers() {
        String invite = "POST /api/v1/members";
        ObjectNode person = ((ObjectNode) example(invite).deepCopy()).put("email",
                "kim@" + desk.account() + ".example");
        String id = call(desk.admin(), invite, person, Map.of()).json().at("/member/id").asString();
        String invitation = call(desk.admin(), "POST /api/v1/members/{id}/invitation", id).json()
                .get("invitation")
                .asString();
        String accept = "POST /api/v1/auth/accept-invitation";
        ObjectNode acceptance = ((ObjectNode) example(accept).deepCopy()).put("invitation", invitation);
        call(null, accept, acceptance, Map.of());
        call(desk.owner(), "PATCH /api/v1/members/{id}", id);
        call(desk.owner(), "GET /api/v1/members/{id}/changes", id);
        desks.as(desk.owner()).patch("/members/" + id, Map.of("status", "deactivated")).ok();
        clock.advance(Duration.ofMinutes(20));
        call(desk.owner(), "DELETE /api/v1/members/{id}", id);
        call(desk.admin(), "GET /api/v1/members");
        call(desk.senior2(), "POST /api/v1/me/password");
    }

    private void readNotices() {
        String notice = call(desk.senior(), "GET /api/v1/notices").json().at("/items/0/id").asString();
        call(desk.senior(), "GET /api/v1/notices/unread-count");
        call(desk.senior(), "POST /api/v1/notices/{id}/read", notice);
        call(desk.senior(), "POST /api/v1/notices/read-all", JsonNodeFactory.instance.objectNode().put("up_to", notice),
                Map.of());
    }

    /** The handoff was claimed by the senior. */
    private void endAndResolve(String session, String handoff) {
        String prefix = "/api/v1/ai-sessions/{id}/handoffs/{handoff_id}/";
        String next = call(desk.senior(), "POST " + prefix + "return", session, handoff).json().get("id").asString();
        call(desk.junior(), "POST " + prefix + "cancel", session, next);
        call(desk.admin(), "GET " + prefix + "history", session, handoff);
        String resolve = "POST /api/v1/ai-sessions/{id}/resolve";
        ObjectNode body = ((ObjectNode) example(resolve).deepCopy()).put("fixed_by_step_id",
                desks.as(desk.junior()).get("/ai-sessions/" + session).ok().at("/steps/0/id").asString());
        call(desk.junior(), resolve, body, Map.of(), session);
    }

    /** The session was escalated and is resolved. */
    private void findSimilar(String resolved) {
        String session = desks.session(desk.junior());
        assertThat(call(desk.junior(), "GET /api/v1/ai-sessions/{id}/similar", session).json()
                .at("/items/0/id")
                .asString())
                .isEqualTo(resolved);
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/similar/{similar_id}/feedback", session, resolved);
    }

    private void parkAndResume() {
        String session = desks.session(desk.junior());
        String route = "POST /api/v1/ai-sessions/{id}/handoff";
        ObjectNode park = (ObjectNode) example(route).deepCopy();
        call(desk.junior(), route, park.put("intent", "park"), Map.of(), session);
        call(desk.junior(), "GET /api/v1/ai-sessions/{id}/handoffs", session);
        call(desk.junior(), "POST /api/v1/ai-sessions/{id}/resume", session);
    }

    private Api.Answer call(@Nullable Actor who, String name, String... ids) {
        JsonNode body = example(name).deepCopy();
        if (body.path("target_user_id").isString()) {
            ((ObjectNode) body).put("target_user_id", desk.senior().id().toString());
        }
        return call(who, name, body.isMissingNode() ? null : body, Map.of(), ids);
    }

    private Api.Answer call(@Nullable Actor who, String name, @Nullable JsonNode body, Map<String, String> headers,
            String... ids) {
        String[] parts = name.replace("/api/v1", "").split(" ", 2);
        String path = parts[1];
        for (String id : ids) {
            path = path.replaceFirst("\\{[a-z_]+}", id);
        }
        Api api = who == null ? desks.withToken(null) : desks.as(who);
        Api.Answer answer = api.send(parts[0], path, body == null ? null : body.toString(), headers);
        called.add(name);
        assertDocumented(name, answer);
        return answer;
    }

    private static void assertDocumented(String name, Api.Answer answer) {
        JsonNode responses = DOCUMENT.operations().get(name).get("responses");
        String documented = responses.propertyNames()
                .stream()
                .filter(status -> status.startsWith("2"))
                .findFirst()
                .get();
        assertThat(answer.status()).as(name + ": " + answer.response().body()).isEqualTo(Integer.parseInt(documented));
        JsonNode schema = responses.get(documented).at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            assertThat(answer.response().body()).as(name).isEmpty();
        } else {
            assertThat(DOCUMENT.violations(schema, answer.json())).as(name).isEmpty();
        }
    }

    private static void assertProblem(Api.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(DOCUMENT.violations(DOCUMENT.at("#/components/schemas/Problem"), answer.json())).isEmpty();
    }

    private static JsonNode example(String name) {
        return DOCUMENT.operations()
                .get(name)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
    }

    private static Map<String, String> cookie(Api.Answer answer) {
        return Map.of("Cookie", answer.response().headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
    }
}
