package dev.baton.handoff.message;

import dev.baton.handoff.model.Completion;
import dev.baton.handoff.model.LanguageModel;
import dev.baton.handoff.model.ModelUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The assistant that asks a language model (S4): one call with what the session itself knows. It keeps nothing. */
final class ModelAssistant implements Assistant {
    // A command that stops in the middle must not look whole.
    private static final String CUT = " […]";

    private final LanguageModel model;
    private final String instructions;

    ModelAssistant(LanguageModel model) throws IOException {
        this.model = model;
        this.instructions = new ClassPathResource("message/instructions.md")
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /**
     * @throws ModelUnavailable when the model gives no answer
     * @throws IllegalArgumentException when nobody could see anything of its answer
     */
    @Override
    public Answer answer(Conversation conversation) throws InterruptedException {
        Completion said = model.complete(instructions, ChatQuestion.of(conversation));
        Answer answer = new Answer(said.text(), LanguageModel.SOURCE, model.label());
        return said.truncated() ? answer.with(answer.text() + CUT) : answer;
    }
}
