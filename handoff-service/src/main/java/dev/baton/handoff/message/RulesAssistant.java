package dev.baton.handoff.message;

import dev.baton.handoff.assessment.Assessment;
import dev.baton.handoff.assessment.RulesAssessor;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.platform.database.Columns;
import java.io.IOException;
import java.util.List;

/**
 * The built-in assistant (S4, A5): it says in words what the built-in assessor makes of the session and its chat, and what
 * fixed a similar escalation. It says that it is no model, in the text as well.
 */
final class RulesAssistant implements Assistant {
    // Its own, not the bean: that one is the assessor of handoffs, and may be another.
    private final RulesAssessor assessor;

    RulesAssistant() throws IOException {
        this.assessor = new RulesAssessor();
    }

    @Override
    public Answer answer(Conversation conversation) {
        Assessment found = assessor.assess(new HandoffContext(conversation.snapshot(), "", conversation.similar()))
                .orElseThrow();
        return new Answer(text(found), found.source(), found.sourceLabel());
    }

    /** Answers where another assistant should have, and says that as well. */
    Answer answerInstead(Conversation conversation) {
        Answer answer = answer(conversation);
        return new Answer(answer.text(), answer.source(), answer.sourceLabel() + ", which gave no answer");
    }

    private static String text(Assessment found) {
        StringBuilder text = new StringBuilder("From the built-in rules, not a language model.\n\nLikely cause (")
                .append(Columns.constant(found.confidence()))
                .append(" confidence): ")
                .append(found.likelyCause())
                .append("\n\nTry next:");
        List<Assessment.SuggestedStep> steps = found.suggestedSteps();
        for (int number = 1; number <= steps.size(); number++) {
            append(text, number, steps.get(number - 1));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int number, Assessment.SuggestedStep step) {
        text.append('\n').append(number).append(". ").append(step.text()).append("\n   ").append(step.why());
        if (step.command() != null) {
            text.append("\n   ").append(step.command());
        }
        if (step.link() != null) {
            text.append("\n   See ").append(step.link());
        }
    }
}
