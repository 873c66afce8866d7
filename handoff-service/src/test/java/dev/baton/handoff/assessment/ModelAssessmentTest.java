package dev.baton.handoff.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.AtADeskWithAModel;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.ModelServer;
import dev.baton.handoff.testing.Models;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import tools.jackson.databind.JsonNode;

/** A1: the whole service with a model, from the escalation to what the next person reads. */
class ModelAssessmentTest extends AtADeskWithAModel {
    @Test
    void theModelsAnswerIsWhatTheNextPersonReads() {
        PROVIDER.reply(ModelServer.Reply.text("not yet"),
                ModelServer.Reply.text(ModelAssessorTest.answer().toString()));

        JsonNode handoff = finished(desks.escalated(desk.junior()));

        assertThat(handoff.get("assessment_state").asString()).isEqualTo("ready");
        assertThat(handoff.at("/assessment/likely_cause").asString()).isEqualTo("A stale token");
        assertThat(handoff.at("/assessment/source").asString()).isEqualTo("model");
        assertThat(handoff.at("/assessment/source_label").asString()).contains(Models.NAME);
        assertThat(handoff.at("/assessment/ticket_notes").asString()).startsWith("## Outlook is failing to sync email")
                .contains("Rebuilt the OST cache", "User is waiting")
                .endsWith(Models.NAME + ", may be wrong\n\nThe token is stale.\n\nThe log says so.\n");
        assertThat(PROVIDER.requests()).hasSize(2)
                .allSatisfy(request -> assertThat(request.data()).contains("Outlook is failing to sync email",
                        "Rebuilt the OST cache", "User is waiting"))
                .allSatisfy(request -> assertThat(request.instructions()).doesNotContain("Outlook"));
    }

    @Test
    void aModelThatFailsLeavesNoAssessmentAndNoTraceOfWhatWasSaid(CapturedOutput output) {
        PROVIDER.reply(ModelServer.Reply.error(500, "you said: Outlook, with " + Models.KEY));

        assertThat(finished(desks.escalated(desk.junior())).get("assessment_state").asString())
                .isEqualTo("unavailable");

        assertThat(output).contains("no answer").doesNotContain(Models.KEY, "Outlook is failing");
    }

    @Test
    void aModelThatAnswersNothingIsNotQuotedInTheLog(CapturedOutput output) {
        PROVIDER.reply(ModelServer.Reply.text(""));

        assertThat(finished(desks.escalated(desk.junior())).get("assessment_state").asString())
                .isEqualTo("unavailable");

        assertThat(output).contains("assessment failed").doesNotContain("Outlook is failing");
    }

    private JsonNode finished(Desks.Escalated escalated) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> desks.as(desk.senior())
                        .get("/ai-sessions/" + escalated.session() + "/handoffs")
                        .ok()
                        .get("items")
                        .get(0),
                        handoff -> !handoff.get("assessment_state").asString().equals("pending"));
    }
}
