package dev.baton.handoff.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import dev.baton.handoff.model.LanguageModel;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Step;
import dev.baton.handoff.similar.SimilarEscalation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A6: what a model gets to see of a session and its chat. */
class ChatQuestionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final UserId JO = new UserId(UUID.randomUUID());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void itTellsTheSessionsOwnFactsAndTheChat() {
        String question = ChatQuestion.of(new Conversation(session("Outlook does not sync"),
                List.of(step("Rebuilt the cache", "Still disconnected", "outlook.exe /cleanviews"),
                        step("Asked the user", null, null)),
                List.of(written("What now?"), answered("Look at the token"), written("Which token?")),
                List.of(past("Mail is stuck", "Removed the token"), past("No fix", null))));

        assertThat(JSON.readTree(question)).isEqualTo(JSON.readTree("""
                {"problem": "Outlook does not sync", "domain": "mail",
                 "steps": [{"kind": "action", "text": "Rebuilt the cache", "outcome": "Still disconnected",
                            "command": "outlook.exe /cleanviews"},
                           {"kind": "action", "text": "Asked the user", "outcome": null, "command": null}],
                 "earlier_steps": 0,
                 "similar": [{"problem": "Mail is stuck", "fixed_by": "Removed the token"}],
                 "messages": [{"from": "technician", "text": "What now?"},
                              {"from": "assistant", "text": "Look at the token"}],
                 "question": "Which token?"}
                """));
        assertThat(question).as("who it was").doesNotContain("Jo Park", JO.toString());
    }

    @Test
    void whateverPeopleWroteTheWholeIsBoundedAndTheNewestIsToldInFull() {
        String everything = "😀\"\\\n".repeat(4_000);
        List<Step> steps = new ArrayList<>(Collections.nCopies(999, step(everything, everything, everything)));
        steps.add(step("The last step", null, null));
        List<Message> messages = new ArrayList<>(Collections.nCopies(18, answered(everything)));
        messages.add(written("The last before"));
        messages.add(written(everything.substring(0, 4_500) + "The end of the question"));

        String question = ChatQuestion.of(new Conversation(session(everything), steps, messages,
                Collections.nCopies(9, past(everything, everything))));

        assertThat(question).hasSizeLessThan(LanguageModel.MAX_CHARACTERS * 3 / 4);
        JsonNode data = JSON.readTree(question);
        assertThat(data.get("steps").valueStream().toList()).last()
                .satisfies(step -> assertThat(step.get("text").asString()).isEqualTo("The last step"));
        assertThat(data.get("earlier_steps").asInt()).isEqualTo(1_000 - data.get("steps").size()).isPositive();
        assertThat(data.get("messages").valueStream().toList()).hasSizeGreaterThan(3)
                .last()
                .satisfies(message -> assertThat(message.get("text").asString()).isEqualTo("The last before"));
        assertThat(data.get("question").asString()).endsWith("The end of the question");
    }

    @Test
    void manyShortStepsAreBoundedToo() {
        String question = ChatQuestion
                .of(new Conversation(session("a"), Collections.nCopies(1_000, step("b", null, null)),
                        List.of(written("c")), List.of()));

        assertThat(JSON.readTree(question).get("earlier_steps").asInt()).isEqualTo(950);
    }

    private static Session session(String problem) {
        return new Session(new SessionId(UUID.randomUUID()), problem, "mail", "12345", SessionStatus.ACTIVE, JO,
                "Jo Park", null, null, 2, NOON, NOON);
    }

    private static Step step(String text, @Nullable String outcome, @Nullable String command) {
        return new Step(new StepId(UUID.randomUUID()), StepKind.ACTION, text, outcome, command, JO, "Jo Park", NOON);
    }

    private static Message written(String text) {
        return new Message(new MessageId(UUID.randomUUID()), Message.Kind.PERSON, text, JO, "Jo Park", null, null, null,
                NOON);
    }

    private static Message answered(String text) {
        return new Message(new MessageId(UUID.randomUUID()), Message.Kind.ASSISTANT, text, null, null,
                new MessageId(UUID.randomUUID()), "rules", "Built-in rules", NOON);
    }

    private static SimilarEscalation past(String problem, @Nullable String fixedBy) {
        SessionId id = new SessionId(UUID.randomUUID());
        return new SimilarEscalation(id, problem, "mail", fixedBy, null, NOON, "/pilot/" + id);
    }
}
