package dev.baton.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.platform.sample.ServiceUnderTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Acceptance W1 and T5 over a real port. */
class StrictJsonTest extends ServiceUnderTest {
    @Test
    void aGoodBodyComesBackInSnakeCase() {
        HttpResponse<String> response = post("/notes", ENGINEER, """
                {"title": "Größe 📎", "full_text": "a\\n\\tb", "priority": "high", "rank": 1, "steps": []}""");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(json(response).path("full_text").asString()).isEqualTo("a\n\tb");
        assertThat(json(response).path("title").asString()).isEqualTo("Größe 📎");
        assertThat(json(response).has("handoff_id")).isTrue();
    }

    @Test
    void timesHaveExactlyThreeDigits() {
        assertThat(json(get("/admin", dev.baton.testing.TestTokens.of(ACME, dev.baton.events.Role.ADMIN))).path("at")
                .asString()).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "surprise  | {'title':'t','priority':'high','rank':1,'surprise':1}",
            "fullText  | {'title':'t','priority':'high','rank':1,'fullText':'x'}",
            "''        | {'title':'t','title':'u','priority':'high','rank':1}",
            "''        | {'title':'t','priority':'high','rank':1} {}",
            "''        | {'title':'t','priority':'high','rank':1",
            "''        | [",
            "''        | {'title':'t','priority':'high','rank':1,}",
            "''        | {'title':'t','priority':'high','rank':01}",
            "''        | {'title':'t','priority':'high','rank':NaN}",
            "title     | {'title':1,'priority':'high','rank':1}",
            "title     | {'title':true,'priority':'high','rank':1}",
            "title     | {'title':['t'],'priority':'high','rank':1}",
            "title     | {'title':{},'priority':'high','rank':1}",
            "rank      | {'title':'t','priority':'high','rank':'1'}",
            "rank      | {'title':'t','priority':'high','rank':1.5}",
            "rank      | {'title':'t','priority':'high','rank':null}",
            "rank      | {'title':'t','priority':'high','rank':''}",
            "rank      | {'title':'t','priority':'high'}",
            "rank      | {'title':'t','priority':'high','rank':99999999999}",
            "priority  | {'title':'t','priority':'HIGH','rank':1}",
            "priority  | {'title':'t','priority':2,'rank':1}",
            "priority  | {'title':'t','priority':'','rank':1}",
            "steps     | {'title':'t','priority':'high','rank':1,'steps':{}}",
            "steps     | {'title':'t','priority':'high','rank':1,'steps':'x'}",
            "handoff_id| {'title':'t','priority':'high','rank':1,'handoff_id':'x'}",
            "handoff_id| {'title':'t','priority':'high','rank':1,'handoff_id':1}",
            "handoff_id| {'title':'t','priority':'high','rank':1,'handoff_id':'AZjA3gAAcACAAAAAAAAAAQ=='}",
            "steps[0].what_was_done | {'title':'t','priority':'high','rank':1,'steps':[{'what_was_done':7}]}",
            "''        | []",
            "''        | 'text'",
            "''        | null",
            "title     | {'title':'a\\u0000b','priority':'high','rank':1}",
            "title     | {'title':'a\\nBcc: x','priority':'high','rank':1}",
            "title     | {'title':'a\\ud83d','priority':'high','rank':1}",
            "title     | {'title':'\\udc00a','priority':'high','rank':1}",
            "title     | {'title':'a\\u0085b','priority':'high','rank':1}",
            "full_text | {'title':'t','full_text':'a\\rb','priority':'high','rank':1}",
            "full_text | {'title':'t','full_text':'a\\u001bb','priority':'high','rank':1}"})
    void whatIsNotExactlyTheRequestIsRefused(String field, String body) {
        JsonNode problem = assertProblem(post("/notes", ENGINEER, body.replace('\'', '"')), 400, "invalid-request");

        assertThat(problem.at("/errors/0/field").asString()).as(problem.toString())
                .isEqualTo("''".equals(field) ? "" : field);
        assertThat(problem.at("/errors/0/message").asString()).isNotBlank();
    }

    @Test
    void controlCharactersInFreeFormValuesAreRefusedToo() {
        assertProblem(post("/notes", ENGINEER,
                "{\"title\":\"t\",\"priority\":\"high\",\"rank\":1,\"extra\":{\"a\":[\"\\u0000\"]}}"), 400,
                "invalid-request");
    }

    static Stream<String> tooDeep() {
        return Stream.of("[".repeat(40) + "]".repeat(40), "{\"extra\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(41),
                "[".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("tooDeep")
    void deepNestingIsRefused(String body) {
        assertProblem(post("/notes", ENGINEER, body), 400, "invalid-request");
    }

    @Test
    void aBodyAboveTheLimitIsRefusedWithAndWithoutAContentLength() {
        byte[] body = note("x".repeat(70_000)).getBytes(StandardCharsets.UTF_8);

        assertProblem(post("/notes", ENGINEER, BodyPublishers.ofByteArray(body)), 413, "request-too-large");
        assertProblem(post("/notes", ENGINEER, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))), 413,
                "request-too-large");
        assertProblem(post("/notes", ENGINEER, BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(" ".repeat(3_000_000).getBytes(StandardCharsets.UTF_8)))), 413,
                "request-too-large");
    }

    @Test
    void aBodyAtTheLimitIsRead() {
        int frame = note("").length();

        HttpResponse<String> response = post("/notes", ENGINEER, note("x".repeat(65_536 - frame)));

        // Read in full, and then refused by the field's own rule.
        assertThat(assertProblem(response, 400, "invalid-request").at("/errors/0/field").asString())
                .isEqualTo("full_text");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = note("ä").getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(post("/notes", ENGINEER, BodyPublishers.ofByteArray(body)), 400, "invalid-request");
    }

    private static String note(String text) {
        return "{\"title\":\"t\",\"priority\":\"high\",\"rank\":1,\"full_text\":\"" + text + "\"}";
    }
}
