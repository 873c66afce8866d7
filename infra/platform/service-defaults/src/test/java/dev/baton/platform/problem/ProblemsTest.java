package dev.baton.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.platform.sample.ServiceUnderTest;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Acceptance W3, T4 and T7 over a real port. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest extends ServiceUnderTest {
    private static final String NOTE = """
            {"title": "Mail", "priority": "high", "rank": 1}""";

    @Test
    void aRefusalCarriesItsNamedMembers() {
        JsonNode problem = assertProblem(post("/claims", ENGINEER, NOTE), 409, "already-taken");

        assertThat(problem.path("taken_by_id").asString()).hasSize(36);
        assertThat(problem.path("taken_at").asString()).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        assertProblem(get("/nowhere", ENGINEER), 404, "not-found");
    }

    @Test
    void aMalformedIdAnswersLikeAnUnknownOne() {
        JsonNode unknown = assertProblem(get("/notes/0198c0de-0000-7000-8000-000000000001", ENGINEER), 404,
                "not-found");

        for (String id : new String[]{"not-an-id", "1", "0198c0de-0000-7000-8000-00000000000g", "%F0%9F%92%A3"}) {
            JsonNode malformed = assertProblem(get("/notes/" + id, ENGINEER), 404, "not-found");
            assertThat(malformed.path("detail")).isEqualTo(unknown.path("detail"));
            assertThat(malformed.propertyNames()).isEqualTo(unknown.propertyNames());
        }
    }

    @Test
    void aMalformedQueryParameterIsTold() {
        JsonNode wrongType = assertProblem(get("/notes?limit=many", ENGINEER), 400, "invalid-request");
        JsonNode missing = assertProblem(get("/notes", ENGINEER), 400, "invalid-request");
        JsonNode tooHigh = assertProblem(get("/notes?limit=101", ENGINEER), 400, "invalid-request");

        assertThat(wrongType.at("/errors/0/field").asString()).isEqualTo("limit");
        assertThat(missing.at("/errors/0/field").asString()).isEqualTo("limit");
        assertThat(tooHigh.at("/errors/0/field").asString()).isEqualTo("limit");
    }

    @Test
    void parametersAreBoundedAndHoldNoControlCharacters() {
        assertProblem(get("/notes?limit=1" + "&a=1".repeat(200), ENGINEER), 400, "invalid-request");
        assertProblem(get("/notes?limit=1&q=%0d%0aBcc", ENGINEER), 400, "invalid-request");
        assertProblem(get("/notes?limit=1&q=%80", ENGINEER), 400, "invalid-request");
        assertProblem(get("/notes?limit=1&q=%00", ENGINEER), 400, "invalid-request");
        assertThat(get("/notes?limit=1&q=Gr%C3%B6%C3%9Fe", ENGINEER).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongMethodIsToldWhichAreAllowed() {
        HttpResponse<String> response = send(request("/claims", ENGINEER).DELETE());

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        assertProblem(send(request("/notes", ENGINEER).header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(NOTE))), 415, "unsupported-media-type");
        assertProblem(send(request("/me", ENGINEER).header("Accept", "application/xml").GET()), 406, "not-acceptable");
    }

    @Test
    void aMissingBodyIsAnInvalidRequest() {
        assertProblem(post("/notes", ENGINEER, BodyPublishers.noBody()), 400, "invalid-request");
    }

    @Test
    void brokenRulesNameTheFieldsAsOnTheWire() {
        JsonNode problem = assertProblem(post("/notes", ENGINEER, """
                {"title": " ", "rank": 1, "steps": [{"what_was_done": ""}]}"""), 400, "invalid-request");

        assertThat(problem.path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("priority", "steps[0].what_was_done", "title");
    }

    @Test
    void aFaultOfOursTellsNothingAndIsFoundInTheLogByItsTraceId(CapturedOutput log) {
        JsonNode problem = assertProblem(get("/broken", ENGINEER), 500, "internal-error");

        assertThat(log).contains(problem.path("trace_id").asString()).contains("java.lang.IllegalStateException");
        assertThat(log).doesNotContain("secret-of-the-row").doesNotContain("secret-inside");
    }

    @Test
    void anOutageAsksToRetry(CapturedOutput log) {
        HttpResponse<String> response = get("/outage", ENGINEER);

        assertProblem(response, 503, "service-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(log).doesNotContain("secret-host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eof", "Broken pipe", "Connection reset by peer"})
    void aDatabaseThatBreaksOffIsNotTakenForAClientThatLeft(String how) {
        String query = URLEncoder.encode(how, StandardCharsets.UTF_8);

        assertProblem(get("/lost-backend?how=" + query, ENGINEER), 503, "service-unavailable");
    }

    @Test
    void aRollbackThatFailsWithItsConnectionIsAnOutage() {
        assertProblem(get("/lost-rollback", ENGINEER), 503, "service-unavailable");
    }

    @Test
    void theErrorPageItselfIsNotFound() {
        assertThat(send(request("/../../error", ENGINEER).GET()).statusCode()).isIn(400, 404);
    }

    @Test
    void whatTomcatRefusesIsAProblemToo() throws IOException {
        assertThat(raw("GET /api/v1/me HTTP/1.1\r\nHost: a b\r\n\r\n")).contains(" 400 ", "application/problem+json",
                "urn:baton:problem:invalid-request").doesNotContain("Tomcat", "<html");
        assertThat(raw("GET /api/v1/\u0001 HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 400 ")
                .doesNotContain("Tomcat", "<html");
        assertThat(raw("GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")).contains(" 400 ")
                .doesNotContain("Tomcat", "<html");
    }

    @Test
    void encodedTricksInThePathAreRefusedAsProblems() throws IOException {
        for (String path : new String[]{"/api/v1/me;a=b", "/api/v1/%00", "/api/v1/%2e%2e/me", "/api/v1//me"}) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).as(path)
                    .contains(" 400 ", "urn:baton:problem:invalid-request")
                    .doesNotContain("<html");
        }
    }

    @Test
    void whatPeopleSendNeverReachesTheLog(CapturedOutput log) {
        String token = TestTokens.of(ACME, Role.VIEWER);
        post("/claims", token, NOTE.replace("Mail", "body-secret"));
        post("/notes", ENGINEER, NOTE.replace("Mail", "body-secret").replace("1}", "\"x\"}"));
        post("/notes", ENGINEER, "{\"body-secret\": 1}");
        post("/notes", ENGINEER, "body-secret");
        get("/notes?limit=body-secret", ENGINEER);
        get("/notes/body-secret", ENGINEER);
        get("/me", "body-secret");
        get("/me", ENGINEER + "x");

        assertThat(log).doesNotContain("body-secret").doesNotContain(token).doesNotContain(ENGINEER);
        assertThat(log).contains("request refused");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] chunk = new byte[8192];
            for (int n = socket.getInputStream().read(chunk); n > 0; n = socket.getInputStream().read(chunk)) {
                answer.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }
}
