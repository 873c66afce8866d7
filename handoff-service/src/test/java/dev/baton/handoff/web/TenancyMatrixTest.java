package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * T2: for every route and role, another account's id answers exactly like one that nobody has. A route that is missing
 * here fails the test.
 */
@HandoffTest
class TenancyMatrixTest {
    private static final String UNKNOWN = "0199a1b2-0000-7000-8000-000000000000";
    private static final String STEP = """
            {"kind": "action", "text": "Looked"}""";
    private static final String MESSAGE = """
            {"text": "Hello"}""";
    private static final String ESCALATION = """
            {"reason": "r", "notes": "", "priority": "low"}""";
    private static final String HANDOFF = """
            {"intent": "escalate", "reason": "r", "notes": "", "priority": "low"}""";

    private static final String RESOLUTION = """
            {"resolution": "r"}""";
    private static final String RETURN = """
            {"reason": "r"}""";
    private static final String CORRECTION = """
            {"text": "t"}""";
    private static final String READ_ALL = """
            {"up_to": "{notice}"}""";
    private static final String DRAFT = """
            {"reason": "", "notes": ""}""";

    private static final String FEEDBACK = """
            {"useful": true}""";

    private static final String CHANGE = """
            {"name": "Somebody Else"}""";

    /** Routes that name something, with a good body; {session}, {similar}, {handoff}, {notice}, {member} are filled in. */
    private static final Map<String, String> WITH_IDS = Map.ofEntries(
            Map.entry("GET /api/v1/ai-sessions/{session}", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/steps", STEP),
            Map.entry("POST /api/v1/ai-sessions/{session}/messages", MESSAGE),
            Map.entry("GET /api/v1/ai-sessions/{session}/messages", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/handoff-draft/completeness", DRAFT),
            Map.entry("POST /api/v1/ai-sessions/{session}/handoff", HANDOFF),
            Map.entry("POST /api/v1/ai-sessions/{session}/escalate", ESCALATION),
            Map.entry("POST /api/v1/ai-sessions/{session}/resume", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/resolve", RESOLUTION),
            Map.entry("GET /api/v1/ai-sessions/{session}/similar", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/similar/{similar}/feedback", FEEDBACK),
            Map.entry("GET /api/v1/ai-sessions/{session}/handoffs", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/handoffs/{handoff}/claim", ""),
            Map.entry("PUT /api/v1/ai-sessions/{session}/handoffs/{handoff}/read-back-correction", CORRECTION),
            Map.entry("POST /api/v1/ai-sessions/{session}/handoffs/{handoff}/cancel", ""),
            Map.entry("POST /api/v1/ai-sessions/{session}/handoffs/{handoff}/return", RETURN),
            Map.entry("GET /api/v1/ai-sessions/{session}/handoffs/{handoff}/ticket-notes", ""),
            Map.entry("GET /api/v1/ai-sessions/{session}/handoffs/{handoff}/history", ""),
            Map.entry("POST /api/v1/notices/{notice}/read", ""),
            Map.entry("POST /api/v1/notices/read-all", READ_ALL),
            Map.entry("PATCH /api/v1/members/{member}", CHANGE),
            Map.entry("DELETE /api/v1/members/{member}", ""),
            Map.entry("POST /api/v1/members/{member}/invitation", ""),
            Map.entry("GET /api/v1/members/{member}/changes", ""));

    /** Routes that name nothing: what they show is checked to be the asker's own. */
    private static final Set<String> WITHOUT_IDS = Set.of(
            "POST /api/v1/ai-sessions", "GET /api/v1/ai-sessions", "GET /api/v1/ai-sessions/escalation-queue",
            "GET /api/v1/ai-sessions/escalation-queue/count", "GET /api/v1/notices", "GET /api/v1/notices/unread-count",
            "GET /api/v1/me", "GET /api/v1/members", "GET /api/v1/deadline-rules",
            "PUT /api/v1/deadline-rules", "POST /api/v1/auth/token", "POST /api/v1/auth/refresh",
            "POST /api/v1/auth/sign-out", "POST /api/v1/auth/accept-invitation", "POST /api/v1/me/password",
            "POST /api/v1/members", "GET /.well-known/jwks.json");

    @Autowired
    private Desks desks;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyRouteIsInTheMatrix() {
        Set<String> routes = mappings.getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().getPackageName().startsWith("dev.baton.handoff"))
                .flatMap(route -> route.getKey()
                        .getPatternValues()
                        .stream()
                        .flatMap(pattern -> route.getKey()
                                .getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(method -> method + " " + pattern)))
                .collect(Collectors.toSet());

        Set<String> covered = WITH_IDS.keySet()
                .stream()
                .map(route -> route.replace("{session}", "{id}")
                        .replace("{similar}", "{similarId}")
                        .replace("{handoff}", "{handoffId}")
                        .replace("{notice}", "{id}")
                        .replace("{member}", "{id}"))
                .collect(Collectors.toCollection(HashSet::new));
        covered.addAll(WITHOUT_IDS);
        assertThat(covered).isEqualTo(routes);
    }

    @Test
    void anotherAccountsIdAnswersExactlyLikeAnUnknownOneForEveryRole() {
        Desk acme = desks.open();
        Desk globex = desks.open();
        Desks.Escalated own = desks.escalated(acme.junior());
        String notice = desks.as(acme.senior()).get("/notices").ok().get("items").get(0).get("id").asString();

        for (Actor stranger : List.of(globex.junior(), globex.admin(), globex.owner(), globex.viewer())) {
            WITH_IDS.forEach((route, body) -> {
                Api.Answer foreign = call(stranger, route, body, Map.of("session", own.session(), "similar",
                        own.session(), "handoff",
                        own.handoff(), "notice", notice, "member", acme.senior().id().toString()));
                Api.Answer unknown = call(stranger, route, body, Map.of("session", UNKNOWN, "similar", UNKNOWN,
                        "handoff", UNKNOWN,
                        "notice", UNKNOWN, "member", UNKNOWN));
                assertThat(foreign.status()).as(route).isIn(403, 404).isEqualTo(unknown.status());
                assertThat(withoutTheRequest(foreign)).as(route).isEqualTo(withoutTheRequest(unknown));
            });
        }
        JsonNode session = desks.as(acme.viewer()).get("/ai-sessions/" + own.session()).ok();
        assertThat(session.get("status").asString()).isEqualTo("escalated");
        assertThat(session.get("step_count").asInt()).isEqualTo(1);
        assertThat(desks.as(acme.viewer()).get("/members").ok().get("items").findValuesAsString("name"))
                .contains("Sam Reyes")
                .doesNotContain("Somebody Else");
    }

    @Test
    void listsShowTheAskersAccountOnly() {
        Desk acme = desks.open();
        Desk globex = desks.open();
        desks.escalated(acme.junior());

        for (Actor stranger : List.of(globex.senior(), globex.owner(), globex.viewer())) {
            for (String list : List.of("/ai-sessions", "/ai-sessions/escalation-queue", "/notices")) {
                assertThat(desks.as(stranger).get(list).ok().get("items")).as(list).isEmpty();
            }
            assertThat(desks.as(stranger).get("/members").ok().get("items").findValuesAsString("id"))
                    .doesNotContain(acme.junior().id().toString());
        }
    }

    @Test
    void everyRouteButSignInNeedsAToken() {
        Set<String> all = new HashSet<>(WITHOUT_IDS);
        all.addAll(WITH_IDS.keySet());
        all.removeIf(route -> route.contains("/auth/") || route.contains("jwks"));

        all.forEach(route -> {
            String[] parts = route.replaceAll("\\{[a-z]+}", UNKNOWN).split(" ", 2);
            for (String token : new String[]{null, "nonsense", "eyJhbGciOiJub25lIn0.e30."}) {
                desks.withToken(token)
                        .send(parts[0], parts[1].replace("/api/v1", ""), null, Map.of())
                        .problem(401, "unauthenticated");
            }
        });
    }

    private Api.Answer call(Actor actor, String route, String body, Map<String, String> ids) {
        String[] parts = filled(route, ids).split(" ", 2);
        return desks.as(actor)
                .send(parts[0], parts[1].replace("/api/v1", ""), body.isEmpty() ? null : filled(body, ids), Map.of());
    }

    private static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private static Map<String, String> withoutTheRequest(Api.Answer answer) {
        return answer.json()
                .propertyStream()
                .filter(member -> !Set.of("instance", "trace_id").contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, member -> member.getValue().toString()));
    }
}
