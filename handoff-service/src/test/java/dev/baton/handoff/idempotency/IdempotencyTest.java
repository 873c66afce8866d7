package dev.baton.handoff.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.AtADesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends AtADesk {
    private static final String BODY = """
            {"problem_summary": "Printer is offline", "domain": "printing"}""";
    private static final String OTHER_BODY = """
            {"problem_summary": "Scanner is offline", "domain": "printing"}""";

    @Test
    void aRepeatedRequestAnswersTheFirstResultToTheLetter() {
        Api.Answer first = start("key-1", BODY);
        Api.Answer again = start("key-1", BODY);

        first.created();
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(desks.as(desk.junior()).get("/ai-sessions").ok().get("items")).hasSize(1);
    }

    @Test
    void aKeyWithAnotherBodyIsRefused() {
        start("key-1", BODY).created();

        start("key-1", OTHER_BODY).problem(422, "idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToOnePerson() {
        String first = start("key-1", BODY).created().get("id").asString();

        String other = desks.as(desk.senior())
                .send("POST", "/ai-sessions", BODY, Map.of("Idempotency-Key", "key-1"))
                .created()
                .get("id")
                .asString();

        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void simultaneousTwinsHaveOneEffect() throws Exception {
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> twins = new ArrayList<>();
            for (int twin = 0; twin < 20; twin++) {
                twins.add(threads.submit(() -> start("key-1", BODY)));
            }
            for (Future<Api.Answer> twin : twins) {
                ids.add(twin.get().created().get("id").asString());
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(desks.as(desk.junior()).get("/ai-sessions").ok().get("items")).hasSize(1);
    }

    @Test
    void aRefusalIsNotKept() {
        String session = desks.session(desk.junior());
        Map<String, String> key = Map.of("Idempotency-Key", "key-1");
        String body = """
                {"reason": "r", "notes": "", "priority": "low", "target_user_id": "%s"}"""
                .formatted(desk.junior().id());
        desks.as(desk.junior())
                .send("POST", "/ai-sessions/" + session + "/escalate", body, key)
                .problem(422, "invalid-target");

        desks.as(desk.junior()).send("POST", "/ai-sessions/" + session + "/escalate", """
                {"reason": "r", "notes": "", "priority": "low"}""", key).created();
    }

    @Test
    void afterADayAKeyIsNewAgain() {
        String first = start("key-1", BODY).created().get("id").asString();
        clock.advance(Duration.ofHours(25));

        assertThat(start("key-1", OTHER_BODY).created().get("id").asString()).isNotEqualTo(first);
    }

    @Test
    void aKeyOfUnprintableOrTooManyCharactersIsRefused() {
        start("k".repeat(256), BODY).problem(400, "invalid-request");
        start("two words", BODY).problem(400, "invalid-request");
    }

    private Api.Answer start(String key, String body) {
        return desks.as(desk.junior()).send("POST", "/ai-sessions", body, Map.of("Idempotency-Key", key));
    }
}
