package dev.baton.handoff.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffClaimed;
import dev.baton.handoff.testing.Desks;
import dev.baton.platform.security.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Acceptance H14: who claims may say what they understood. */
class ReadBackTest extends WaitingEscalation {
    private static final String UNDERSTOOD = "Only finance is hit, since 8:00";

    @Test
    void whatTheClaimerUnderstoodIsReadByEveryMemberAndIsPartOfTheEvent() {
        JsonNode claimed = claim(desk.senior(), UNDERSTOOD);

        assertThat(claimed.get("read_back").asString()).isEqualTo(UNDERSTOOD);
        assertThat(claimed.get("read_back_correction").isNull()).isTrue();
        assertThat(handoff(desk.junior()).get("read_back").asString()).isEqualTo(UNDERSTOOD);
        await().untilAsserted(() -> assertThat(topic.of(escalated, HandoffClaimed.class))
                .extracting(HandoffClaimed::readBack)
                .containsExactly(UNDERSTOOD));
    }

    @Test
    void theHistoryKeepsItWithTheClaim() {
        claim(desk.senior(), UNDERSTOOD);

        JsonNode entry = history("claimed").getFirst();
        assertThat(entry.get("detail").asString()).isEqualTo(UNDERSTOOD);
        assertThat(entry.at("/actor/name").asString()).isEqualTo("Sam Reyes");
    }

    @Test
    void aClaimNeedsNoReadBackAndNoBody() {
        List<String> bodies = List.of("{}", "{\"read_back\": null}", "null");
        for (String body : bodies) {
            Desks.Escalated another = desks.escalated(desk.junior());
            JsonNode claimed = desks.as(desk.senior()).send("POST", another.claim(), body, Map.of()).ok();
            assertThat(claimed.get("read_back").isNull()).as(body).isTrue();
        }
        JsonNode claimed = desks.as(desk.senior())
                .send("POST", escalated.claim(), null, Map.of("Content-Type", "application/json"))
                .ok();

        assertThat(claimed.get("read_back").isNull()).isTrue();
        await().untilAsserted(() -> assertThat(topic.of(escalated, HandoffClaimed.class)).singleElement()
                .satisfies(claim -> assertThat(claim.readBack()).isNull()));
    }

    @Test
    void theSamePersonAgainGetsTheFirstReadBack() {
        JsonNode first = claim(desk.senior(), UNDERSTOOD);

        JsonNode again = claim(desk.senior(), "Something else");
        JsonNode without = desks.as(desk.senior()).post(escalated.claim()).ok();

        assertThat(again.get("read_back").asString()).isEqualTo(UNDERSTOOD);
        assertThat(again.get("claimed_at")).isEqualTo(first.get("claimed_at"));
        assertThat(without.get("read_back").asString()).isEqualTo(UNDERSTOOD);
    }

    @Test
    void whatALoserUnderstoodIsNobodysReadBack() {
        desks.as(desk.senior()).post(escalated.claim()).ok();

        desks.as(desk.senior2())
                .post(escalated.claim(), Map.of("read_back", UNDERSTOOD))
                .problem(409, "handoff-already-claimed");

        assertThat(handoff(desk.junior()).get("read_back").isNull()).isTrue();
    }

    @Test
    void aReadBackIsOneLineOfAtMost500Characters() {
        String laptop = "\ud83d\udcbb";
        List<String> refused = List.of("", "  ", "two\nlines", "a\u0007bell", "a\ttab", laptop.repeat(501));
        for (String text : refused) {
            desks.as(desk.senior())
                    .post(escalated.claim(), Map.of("read_back", text))
                    .problem(400, "invalid-request");
        }
        assertThat(handoff(desk.junior()).get("status").asString()).isEqualTo("open");

        assertThat(claim(desk.senior(), laptop.repeat(500)).get("read_back").asString())
                .isEqualTo(laptop.repeat(500));
    }

    private JsonNode handoff(Actor reader) {
        return desks.as(reader).get("/ai-sessions/" + escalated.session() + "/handoffs").ok().at("/items/0");
    }
}
