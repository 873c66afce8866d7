package dev.baton.handoff.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@HandoffTest
class BellTest {
    @Autowired
    private Desks desks;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void everyoneWhoTakesHandoffsHasANoticeAndNobodyElse() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        for (Actor told : List.of(desk.senior(), desk.senior2(), desk.admin(), desk.owner())) {
            JsonNode notice = desks.as(told).get("/notices").ok().get("items").get(0);
            assertThat(notice.get("title").asString())
                    .isEqualTo("Escalation from Jo Park · #12345: Outlook is failing to sync email");
            assertThat(notice.get("link").asString()).isEqualTo("/pilot/" + escalated.session() + "?pickup=true");
        }
        for (Actor untold : List.of(desk.junior(), desk.viewer(), desk.former())) {
            assertThat(desks.as(untold).get("/notices").ok().get("items")).isEmpty();
        }
    }

    @Test
    void readingANoticeIsCountedOnceAndIsNobodyElsesBusiness() {
        desks.escalated(desk.junior());
        String notice = desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("id").asString();

        desks.as(desk.senior2()).post("/notices/" + notice + "/read").problem(404, "not-found");
        assertThat(desks.as(desk.senior()).post("/notices/" + notice + "/read").status()).isEqualTo(204);
        JsonNode read = desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("read_at");
        assertThat(desks.as(desk.senior()).post("/notices/" + notice + "/read").status()).isEqualTo(204);

        assertThat(unread(desk.senior())).isZero();
        assertThat(unread(desk.senior2())).isEqualTo(1);
        assertThat(desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("read_at")).isEqualTo(read);
    }

    @Test
    void aClaimSettlesEverybodysNoticeAndTellsTheJunior() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).post(escalated.claim()).ok();

        assertThat(unread(desk.senior2())).isZero();
        assertThat(desks.as(desk.owner()).get("/notices").ok().get("items").get(0).get("settled").asBoolean()).isTrue();
        assertThat(desks.as(desk.junior()).get("/notices").ok().get("items").get(0).get("title").asString())
                .isEqualTo("Sam Reyes picked up: Outlook is failing to sync email");
    }

    @Test
    void theListIsPagedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            desks.escalated(desk.junior());
        }

        JsonNode first = desks.as(desk.senior()).get("/notices?limit=2").ok();
        JsonNode rest = desks.as(desk.senior())
                .get("/notices?limit=2&cursor=" + first.get("next_cursor").asString())
                .ok();

        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.get("next_cursor").isNull()).isTrue();
        assertThat(first.get("items").findValuesAsString("id"))
                .doesNotContainAnyElementsOf(rest.get("items").findValuesAsString("id"));
    }

    private int unread(Actor actor) {
        return desks.as(actor).get("/notices/unread-count").ok().get("count").asInt();
    }
}
