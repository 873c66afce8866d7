package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** T4, T5: whatever is wrong with a request, the answer is a problem of a stable type and nothing has changed. */
@HandoffTest
class BadInputTest {
    private static final String MEMBERS = "/members";
    // Set, and by admins only.
    private static final String RULES = "/deadline-rules";
    private static final String CORRECTION = "/ai-sessions/{id}/handoffs/{handoffId}/read-back-correction";
    private static final Map<String, Good> GOOD = Map.ofEntries(
            Map.entry("/auth/token", new Good("{\"email\": \"jo@example.com\", \"password\": \"secret\"}", "secret")),
            Map.entry("/auth/accept-invitation",
                    new Good("{\"invitation\": \"a.b\", \"password\": \"a long enough one\"}", "a long enough one")),
            Map.entry("/me/password",
                    new Good("{\"current_password\": \"c\", \"new_password\": \"a long enough one\"}",
                            "a long enough one")),
            Map.entry(MEMBERS,
                    new Good("{\"name\": \"Kim Osei\", \"email\": \"kim@example.com\", \"role\": \"viewer\"}",
                            "Kim Osei")),
            Map.entry("/members/{id}", new Good("{\"name\": \"Kim Osei\"}", "Kim Osei")),
            Map.entry("/ai-sessions",
                    new Good("{\"problem_summary\": \"Printer is offline\", \"domain\": \"printing\"}",
                            "Printer is offline")),
            Map.entry("/ai-sessions/{id}/steps", new Good("{\"kind\": \"action\", \"text\": \"Looked\"}", "Looked")),
            Map.entry("/ai-sessions/{id}/messages", new Good("{\"text\": \"What now?\"}", "What now?")),
            Map.entry("/ai-sessions/{id}/handoff",
                    new Good("{\"intent\": \"escalate\", \"reason\": \"r\", \"notes\": \"n\", \"priority\": \"low\"}",
                            "r")),
            Map.entry("/ai-sessions/{id}/escalate",
                    new Good("{\"reason\": \"r\", \"notes\": \"n\", \"priority\": \"low\"}", "r")),
            Map.entry("/ai-sessions/{id}/resolve", new Good("{\"resolution\": \"r\"}", "r")),
            Map.entry("/ai-sessions/{id}/handoffs/{handoffId}/claim",
                    Good.orNone("{\"read_back\": \"Only finance is hit\"}", "Only finance is hit")),
            Map.entry(CORRECTION, new Good("{\"text\": \"Only two of finance\"}", "Only two of finance")),
            Map.entry("/notices/read-all", new Good("{\"up_to\": \"0199a1b2-0000-7000-8000-000000000000\"}",
                    "0199a1b2-0000-7000-8000-000000000000")),
            Map.entry("/ai-sessions/{id}/handoffs/{handoffId}/return", new Good("{\"reason\": \"r\"}", "r")),
            Map.entry("/ai-sessions/{id}/handoff-draft/completeness",
                    new Good("{\"reason\": \"r\", \"notes\": \"\", \"priority\": null}", "\"r\"", true, false)),
            Map.entry("/ai-sessions/{id}/similar/{similarId}/feedback",
                    new Good("{\"useful\": true}", "true", false, false)),
            Map.entry(RULES, new Good("""
                    {"enabled": true, "remind_after_minutes": 5, "idle_after_minutes": 5, "return_idle": false,
                     "time_zone": "UTC", "office_hours": [], "holidays": []}""", "UTC")));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private Desks desks;

    private Desk desk;
    private String session;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
        session = desks.session(desk.junior());
    }

    @Test
    void everyRouteWithABodyIsTriedHere() {
        Set<String> withBody = mappings.getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> Arrays.stream(route.getValue().getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .map(pattern -> pattern.replace("/api/v1", ""))
                .collect(Collectors.toSet());

        assertThat(GOOD.keySet()).isEqualTo(withBody);
    }

    @Test
    void aBodyThatIsNotWhatItShouldBeIsRefusedOnEveryRoute() {
        GOOD.forEach((route, good) -> mutations(good).forEach((what, body) -> {
            Api.Answer answer = send(route, body);
            assertThat(answer.status()).as(route + " " + what + ": " + answer.response().body()).isEqualTo(400);
            answer.problem(400, "invalid-request");
            assertThat(answer.response().body()).doesNotContain("Exception", "dev.baton", "tools.jackson", "SELECT");
        }));
        nothingChanged();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedOnEveryRoute() {
        String tooLarge = "{\"problem_summary\": \"" + "x".repeat(70_000) + "\"}";

        GOOD.keySet().forEach(route -> send(route, tooLarge).problem(413, "request-too-large"));

        nothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999", "1e-400", "99999999999999999999"})
    void aNumberThatNoFieldCanHoldIsRefused(String number) {
        String body = GOOD.get(RULES).body().replaceFirst("5", number);

        send(RULES, body).problem(400, "invalid-request");
    }

    @Test
    void anotherMediaTypeOrMethodIsRefused() {
        GOOD.forEach((route, good) -> {
            send(route, good.body(), Map.of("Content-Type", "text/plain")).problem(415, "unsupported-media-type");
            String other = route.equals("/members/{id}") ? "PUT" : "DELETE";
            as(route).send(other, path(route), null, Map.of()).problem(405, "method-not-allowed");
        });
        nothingChanged();
    }

    @Test
    void anIdThatIsNoneAnswersLikeAnUnknownOne() {
        for (String id : new String[]{"1", "%00", "..%2f..", "x".repeat(300), "0199a1b2-0000-7000-8000-00000000000g"}) {
            assertThat(desks.as(desk.junior()).get("/ai-sessions/" + id).status()).as(id).isIn(400, 404);
        }
        desks.as(desk.junior()).get("/ai-sessions/not-a-uuid").problem(404, "not-found");
        desks.as(desk.junior()).get("/nothing/here").problem(404, "not-found");
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        for (String list : new String[]{"/ai-sessions", "/notices", "/ai-sessions/escalation-queue"}) {
            for (String query : new String[]{"limit=0", "limit=-1", "limit=9999", "limit=many", "cursor=garbage",
                    "cursor=f_________8AAAAAAAAAAAAAAAAAAAAA",
                    "cursor=%21%21"}) {
                desks.as(desk.junior()).get(list + "?" + query).problem(400, "invalid-request");
            }
        }
    }

    private static Map<String, String> mutations(Good route) {
        String good = route.body();
        String value = route.value();
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("not JSON", "{\"reason\": ");
        bodies.put("an array", "[]");
        if (!route.mayBeAbsent()) {
            bodies.put("empty", "");
            bodies.put("null", "null");
            bodies.put("no field", "{}");
            bodies.put("a null for a text", good.replace(value, "null"));
        }
        bodies.put("an unknown field", good.replaceFirst("\\{", "{\"account_id\": \"x\", "));
        bodies.put("something behind it", good + "{}");
        bodies.put("a field twice", good.replaceFirst("\\{", "{\"notes\": \"a\", \"notes\": \"b\", "));
        bodies.put("a number for a text", good.replace(value, "17"));
        bodies.put("an object for a text", good.replace(value, "{}"));
        if (!route.mayBeBlank()) {
            bodies.put("a blank text", good.replace(value, "\"  \""));
        }
        bodies.put("a control character", good.replace(value, "\"a\\u0000b\""));
        bodies.put("half a character", good.replace(value, "\"a\\ud800\""));
        bodies.put("too long a text", good.replace(value, "\"" + "x".repeat(5000) + "\""));
        bodies.put("too deep", "{\"a\":".repeat(100) + "1" + "}".repeat(100));
        return bodies;
    }

    private Api.Answer send(String route, String body) {
        return send(route, body, Map.of());
    }

    private Api.Answer send(String route, String body, Map<String, String> headers) {
        return as(route).send(method(route), path(route), body, headers);
    }

    /** Somebody who may use the route. */
    private Api as(String route) {
        return desks.as(route.startsWith(MEMBERS) || route.equals(RULES) ? desk.admin() : desk.junior());
    }

    private static String method(String route) {
        return switch (route) {
            case RULES, CORRECTION -> "PUT";
            case "/members/{id}" -> "PATCH";
            default -> "POST";
        };
    }

    private String path(String route) {
        return route.replace("{id}", session).replace("{handoffId}", session).replace("{similarId}", session);
    }

    private void nothingChanged() {
        assertThat(desks.as(desk.junior()).get("/ai-sessions").ok().get("items")).hasSize(1);
        assertThat(desks.as(desk.junior()).get("/ai-sessions/" + session).ok().get("step_count").asInt()).isEqualTo(1);
        assertThat(desks.as(desk.junior()).get("/ai-sessions/" + session).ok().get("status").asString())
                .isEqualTo("active");
        assertThat(desks.as(desk.junior()).get("/ai-sessions/" + session + "/messages").ok().get("items")).isEmpty();
        assertThat(desks.as(desk.admin()).get(MEMBERS).ok().get("items").findValuesAsString("name")).hasSize(7)
                .doesNotContain("Kim Osei");
    }

    /** A body that is accepted, and a value in it as JSON has it. */
    private record Good(String body, String value, boolean mayBeBlank, boolean mayBeAbsent) {
        Good(String body, String text) {
            this(body, "\"" + text + "\"", false, false);
        }

        static Good orNone(String body, String text) {
            return new Good(body, "\"" + text + "\"", false, true);
        }
    }
}
