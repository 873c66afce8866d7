package dev.baton.handoff.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** H13 over HTTP. */
@HandoffTest
class HandoffDraftsTest {
    private static final Map<String, Object> BLANK = Map.of("reason", "", "notes", "");

    @Autowired
    private Desks desks;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void aBlankDraftIsScoredAndTheEscalationIsMadeAllTheSame() {
        String session = desks.session(desk.junior());

        JsonNode found = desks.as(desk.junior()).post(path(session), BLANK).ok();

        assertThat(found.get("score").asInt()).isZero();
        assertThat(found.at("/elements/2/element").asString()).isEqualTo("action_list");
        assertThat(found.at("/elements/2/present").asBoolean()).isFalse();
        assertThat(found.at("/elements/2/advice").asString()).startsWith("What was tried is missing");
        desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/escalate", Map.of("reason", "?", "notes", "", "priority", "low"))
                .created();
    }

    @Test
    void onlyWhoWorksInTheSessionAsks() {
        String session = desks.session(desk.junior());
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).post(path(session), BLANK).problem(404, "not-found");
        desks.as(desk.senior()).post(path(escalated.session()), BLANK).problem(403, "not-a-session-participant");
        desks.as(desk.viewer()).post(path(escalated.session()), BLANK).problem(403, "forbidden");
        desks.as(desk.senior()).post(escalated.claim()).ok();
        desks.as(desk.senior()).post(path(escalated.session()), BLANK).ok();
    }

    private static String path(String session) {
        return "/ai-sessions/" + session + "/handoff-draft/completeness";
    }
}
