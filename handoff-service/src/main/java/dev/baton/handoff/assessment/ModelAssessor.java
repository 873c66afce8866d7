package dev.baton.handoff.assessment;

import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.MarkdownText;
import dev.baton.handoff.model.LanguageModel;
import dev.baton.handoff.model.ModelUnavailable;
import java.util.Optional;

/**
 * The assessor that asks a language model (A1): one call makes all of it. An answer that does not fit the schema is
 * asked for once more, with what is wrong with it, and then counts as none. It never falls back to the rules: their
 * answer would stand under a model's name, or a model's absence would go unseen.
 */
final class ModelAssessor implements Assessor {
    private final LanguageModel model;
    private final AssessmentMetrics metrics;
    private final ModelAnswers answers = new ModelAnswers();

    ModelAssessor(LanguageModel model, AssessmentMetrics metrics) {
        this.model = model;
        this.metrics = metrics;
    }

    /** @throws ModelUnavailable when the model gives no answer */
    @Override
    public Optional<Assessment> assess(HandoffContext context) throws InterruptedException {
        return switch (ask(ModelQuestion.of(context))) {
            case ModelAnswers.Fits first -> Optional.of(assessment(first.answer()));
            case ModelAnswers.Misfit first -> repaired(ModelQuestion.again(context, first));
        };
    }

    private Optional<Assessment> repaired(String question) throws InterruptedException {
        return switch (ask(question)) {
            case ModelAnswers.Fits second -> {
                metrics.repaired(true);
                yield Optional.of(assessment(second.answer()));
            }
            case ModelAnswers.Misfit second -> {
                metrics.repaired(false);
                yield Optional.empty();
            }
        };
    }

    private ModelAnswers.Reading ask(String question) throws InterruptedException {
        return answers.read(model.complete(answers.instructions(), question).text());
    }

    private Assessment assessment(ModelAnswers.Answer answer) {
        return new Assessment(answer.likelyCause(), answer.suggestedSteps(), answer.confidence(), answer.whatWasTried(),
                notes(answer.ticketNotes()), LanguageModel.SOURCE, model.label());
    }

    // Whoever reads the ticket sees what was recorded as it was, and whose the rest is.
    private String notes(String said) {
        return "\n### " + MarkdownText.oneLine(model.label()) + "\n\n" + MarkdownText.lines(said) + "\n";
    }
}
