package dev.baton.handoff.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is answered when the assistant is slow, broken, or says what cannot be stored. */
class AnsweringTest {
    private static final UserId JO = new UserId(UUID.randomUUID());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RulesAssistant rules = new RulesAssistant();

    AnsweringTest() throws IOException {}

    @Test
    void whatTheAssistantSaysIsTheAnswer() {
        assertThat(answer(conversation -> new Answer("Yes", "model", "A model")))
                .isEqualTo(new Answer("Yes", "model", "A model"));
    }

    @Test
    void anAssistantThatFailsIsReplacedByTheBuiltInOneAndTheAnswerSaysSo() {
        Answer answer = answer(conversation -> {
            throw new IllegalStateException("no model");
        });

        assertThat(answer.source()).isEqualTo("rules");
        assertThat(answer.sourceLabel()).contains("not a language model");
    }

    @Test
    void anAssistantThatTakesTooLongIsInterruptedAndReplaced() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        Answer answer = answer(conversation -> {
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts it down");
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });

        assertThat(answer.source()).isEqualTo("rules");
        interrupted.await();
    }

    @Test
    void anAnswerThatSaysNothingCountsAsNone() {
        assertThat(answer(conversation -> new Answer("\u0007 \n", "model", "A model")).source()).isEqualTo("rules");
        assertThatThrownBy(() -> new Answer("", "model", "A model")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerHoldsNothingThatCannotBeStoredAndHasAnEnd() {
        assertThat(new Answer("a\u0000b\u001b[31m\r\n\tc ", "model", "A model").text()).isEqualTo("ab[31m\n\tc");
        String tooLong = "😀".repeat(Answer.MAX_LENGTH + 1);

        String cut = new Answer(tooLong, "model", "A model").text();

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(Answer.MAX_LENGTH);
        assertThat(cut).endsWith("😀…");
    }

    private Answer answer(Assistant assistant) {
        return new Answering(assistant, rules, new AssistantProperties(Duration.ofMillis(500))).answer(conversation());
    }

    private static Conversation conversation() {
        Session session = new Session(new SessionId(UUID.randomUUID()), "Outlook does not sync", "mail", null,
                SessionStatus.ACTIVE, JO, "Jo Park", null, null, 0, NOON, NOON);
        return new Conversation(session, List.of(), List.of(new Message(new MessageId(UUID.randomUUID()),
                Message.Kind.PERSON, "What now?", JO, "Jo Park", null, null, null, NOON)), List.of());
    }
}
