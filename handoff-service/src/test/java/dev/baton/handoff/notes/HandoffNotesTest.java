package dev.baton.handoff.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.baton.events.Confidence;
import dev.baton.handoff.assessment.Assessment;
import dev.baton.handoff.assessment.Assessor;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.AtADesk;
import dev.baton.handoff.testing.Desks;
import dev.baton.platform.security.Actor;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import tools.jackson.databind.JsonNode;

/** Acceptance A7: notes for the ticket are ready at once, and better ones when there is an assessment. */
class HandoffNotesTest extends AtADesk {
    private static final Assessment RESULT = new Assessment("The cache", List.of(), Confidence.LOW, List.of(),
            "## Of the assessment\n", "model", "a-model");

    @MockitoBean
    private Assessor assessor;

    @Autowired
    private TestDatabase database;

    @Test
    void untilThereIsAnAssessmentTheyAreTheDocumentationOfTheSession() throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        when(assessor.assess(any())).thenAnswer(call -> {
            thought.await();
            return Optional.of(RESULT);
        });
        String session = desks.session(desk.junior());
        JsonNode answer = desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/escalate", Desks.escalation())
                .created();
        Desks.Escalated escalated = new Desks.Escalated(session, answer.at("/handoff/id").asString());

        JsonNode before = notes(desk.senior(), escalated).ok();
        clock.advance(Duration.ofSeconds(10));
        thought.countDown();
        awaitState(escalated, "ready");
        JsonNode after = notes(desk.senior(), escalated).ok();

        assertThat(before.get("source").asString()).isEqualTo("session");
        assertThat(before.get("markdown")).isEqualTo(answer.get("documentation"));
        assertThat(before.get("generated_at")).isEqualTo(answer.at("/handoff/created_at"));
        assertThat(after.get("source").asString()).isEqualTo("model");
        assertThat(after.get("source_label").asString()).isEqualTo("a-model");
        assertThat(after.get("markdown").asString())
                .isEqualTo(before.get("markdown").asString() + "## Of the assessment\n");
        assertThat(after.get("generated_at").asString()).isEqualTo(assessedAt(escalated))
                .isGreaterThan(before.get("generated_at").asString());
    }

    @Test
    void whereNoAssessmentComesTheyStayThoseOfTheSession() throws Exception {
        when(assessor.assess(any())).thenReturn(Optional.empty());
        Desks.Escalated escalated = desks.escalated(desk.junior());
        awaitState(escalated, "unavailable");

        JsonNode notes = notes(desk.junior(), escalated).ok();

        assertThat(notes.get("source").asString()).isEqualTo("session");
        assertThat(notes.get("markdown").asString()).contains("## Outlook is failing", "- Handed off because: Out of");
    }

    @Test
    void everyMemberReadsThoseOfAnEscalationAndWhoParkedThoseOfTheParkedOne() throws Exception {
        when(assessor.assess(any())).thenReturn(Optional.of(RESULT));
        String session = desks.session(desk.junior());
        String parked = desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/handoff",
                        Map.of("intent", "park", "reason", "Lunch", "notes", "", "priority", "low"))
                .created()
                .get("id")
                .asString();
        Desks.Escalated aside = new Desks.Escalated(session, parked);
        notes(desk.owner(), aside).problem(404, "not-found");

        String escalated = desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/escalate", Desks.escalation())
                .created()
                .at("/handoff/id")
                .asString();

        notes(desk.viewer(), new Desks.Escalated(session, escalated)).ok();
        notes(desk.owner(), aside).problem(404, "not-found");
        assertThat(notes(desk.junior(), aside).ok().get("source").asString()).isEqualTo("session");
    }

    @Test
    void anAssessmentOfBeforeThereWasAHistoryIsAsOldAsItsHandoff() throws Exception {
        when(assessor.assess(any())).thenReturn(Optional.of(RESULT));
        Desks.Escalated escalated = desks.escalated(desk.junior());
        awaitState(escalated, "ready");
        forgetTheHistoryOf(escalated);

        JsonNode notes = notes(desk.senior(), escalated).ok();

        assertThat(notes.get("source").asString()).isEqualTo("model");
        assertThat(notes.get("generated_at")).isEqualTo(desks.as(desk.senior())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .at("/items/0/created_at"));
    }

    @Test
    void aHandoffIsFoundInItsOwnSessionOnly() throws Exception {
        when(assessor.assess(any())).thenReturn(Optional.of(RESULT));
        Desks.Escalated one = desks.escalated(desk.junior());
        Desks.Escalated other = desks.escalated(desk.junior());

        notes(desk.junior(), new Desks.Escalated(one.session(), other.handoff())).problem(404, "not-found");
    }

    private Api.Answer notes(Actor reader, Desks.Escalated of) {
        return desks.as(reader).get("/ai-sessions/" + of.session() + "/handoffs/" + of.handoff() + "/ticket-notes");
    }

    private void forgetTheHistoryOf(Desks.Escalated escalated) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement delete = connection
                        .prepareStatement("DELETE FROM handoff_history WHERE handoff_id = ?::uuid")) {
            delete.setString(1, escalated.handoff());
            delete.executeUpdate();
        }
    }

    private void awaitState(Desks.Escalated escalated, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desks.as(desk.junior())
                        .get("/ai-sessions/" + escalated.session() + "/handoffs")
                        .ok()
                        .at("/items/0/assessment_state")
                        .asString(), state::equals);
    }

    private String assessedAt(Desks.Escalated escalated) {
        return desks.as(desk.admin())
                .get("/ai-sessions/" + escalated.session() + "/handoffs/" + escalated.handoff() + "/history")
                .ok()
                .get("items")
                .valueStream()
                .filter(entry -> entry.get("action").asString().equals("assessed"))
                .map(entry -> entry.get("at").asString())
                .findFirst()
                .orElseThrow();
    }
}
