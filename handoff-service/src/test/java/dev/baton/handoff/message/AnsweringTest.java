package dev.baton.handoff.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is answered when the assistant is slow, broken, or says what cannot be stored. */
class AnsweringTest {
    private final RulesAssistant rules = new RulesAssistant();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    AnsweringTest() throws IOException {}

    @Test
    void whatTheAssistantSaysIsTheAnswer() {
        assertThat(answer(conversation -> new Answer("Yes", "model", "A model")))
                .isEqualTo(new Answer("Yes", "model", "A model"));
        assertThat(ended("answered")).isEqualTo(1);
    }

    @Test
    void anAssistantThatFailsIsReplacedByTheBuiltInOneAndTheAnswerSaysSo() {
        Answer answer = answer(conversation -> {
            throw new IllegalStateException("no model");
        });

        assertThat(answer.source()).isEqualTo("rules");
        assertThat(answer.sourceLabel()).isEqualTo("Built-in rules, not a language model, which gave no answer");
        assertThat(answer.text()).startsWith("From the built-in rules, not a language model.");
        assertThat(ended("failed")).isEqualTo(1);
        assertThat(ended("answered")).isZero();
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
        assertThat(ended("timeout")).isEqualTo(1);
        interrupted.await();
    }

    @Test
    void anAnswerThatSaysNothingCountsAsNone() {
        for (String nothing : List.of("", "\u0007 \n", "\u200b\u200d", "\u202e\u00a0", "\ud800")) {
            assertThat(answer(conversation -> new Answer(nothing, "model", "A model")).source()).isEqualTo("rules");
            assertThatThrownBy(() -> new Answer(nothing, "model", "A model"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAnswerHoldsNothingThatCannotBeStoredAndHasAnEnd() {
        assertThat(new Answer("a\u0000b\u001b[31m\r\n\tc\u2028d\u202ee ", "model", "A model").text())
                .isEqualTo("ab[31m\n\tc\nde");
        String tooLong = "😀".repeat(Answer.MAX_LENGTH + 1);

        String cut = new Answer(tooLong, "model", "A model").text();

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(Answer.MAX_LENGTH);
        assertThat(cut).endsWith("😀…");
    }

    private Answer answer(Assistant assistant) {
        return new Answering(assistant, rules, new AssistantProperties(Duration.ofMillis(500)),
                new AssistantMetrics(registry)).answer(Conversations.about("Outlook does not sync", "What now?"));
    }

    private double ended(String result) {
        return registry.get("baton.assistant.answers").tag("result", result).counter().count();
    }
}
