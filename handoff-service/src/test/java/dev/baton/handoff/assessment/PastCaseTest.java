package dev.baton.handoff.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A5: an escalation that resembles a solved one is told what fixed that, by the rules and labelled as theirs. */
@HandoffTest
class PastCaseTest {
    @Autowired
    private Desks desks;

    @Test
    void theAssessmentNamesWhatFixedASimilarCaseOfTheSameAccount() {
        Desk acme = desks.open();
        Desk globex = desks.open();
        String solved = desks.solved(acme, "Outlook is failing to sync email on one phone", "mail");

        JsonNode told = assessment(acme, desks.escalated(acme.junior()));
        JsonNode elsewhere = assessment(globex, desks.escalated(globex.junior()));

        assertThat(told.at("/suggested_steps/0/text").asString())
                .isEqualTo("In a similar case this fixed it: Removed the stored token");
        assertThat(told.at("/suggested_steps/0/link").asString()).isEqualTo("/pilot/" + solved);
        assertThat(told.get("ticket_notes").asString())
                .contains("### A similar case", "Removed the stored token", "/pilot/" + solved);
        assertThat(told.get("source").asString()).isEqualTo("rules");
        assertThat(elsewhere.toString()).doesNotContain("similar case", solved);
    }

    private JsonNode assessment(Desk desk, Desks.Escalated escalated) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> desks.as(desk.senior())
                        .get("/ai-sessions/" + escalated.session() + "/handoffs")
                        .ok()
                        .at("/items/0/assessment"), found -> found.isObject());
    }
}
