package dev.baton.handoff.assessment;

import dev.baton.events.Confidence;
import dev.baton.events.StepKind;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The built-in assessor (A5): it matches the session's own words with the rules of {@code assessment/rules.yaml}, and
 * names what fixed a similar escalation of the account. It says that it is no model, in the data and on the screen.
 */
public final class RulesAssessor implements Assessor {
    private static final String SOURCE = "rules";
    private static final String LABEL = "Built-in rules, not a language model";
    private static final int CLEAR = 3;
    private static final int LIKELY = 2;
    private static final String UNKNOWN_CAUSE = "The built-in rules know no cause for what was recorded.";

    private final List<Rule> rules;

    public RulesAssessor() throws IOException {
        YAMLMapper yaml = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        try (InputStream in = new ClassPathResource("assessment/rules.yaml").getInputStream()) {
            this.rules = yaml.readValue(in, new TypeReference<List<Rule>>() {
            });
        }
    }

    @Override
    public Optional<Assessment> assess(HandoffContext context) {
        Snapshot snapshot = context.snapshot();
        String text = text(snapshot);
        Optional<Rule> best = rules.stream()
                .filter(rule -> rule.score(snapshot.domain(), text) > 0)
                // max keeps the last of equals; the file says that the first wins.
                .reduce((first, next) -> next.score(snapshot.domain(), text) > first.score(snapshot.domain(), text)
                        ? next
                        : first);
        Optional<PastFix> past = PastFix.among(context.similar());
        return Optional.of(new Assessment(best.map(Rule::likelyCause).orElse(UNKNOWN_CAUSE),
                steps(best, past, snapshot),
                best.map(rule -> confidence(rule.score(snapshot.domain(), text))).orElse(Confidence.LOW),
                tried(snapshot), past.map(PastFix::notes).orElse(""), SOURCE, LABEL));
    }

    @Override
    public boolean takesAMoment() {
        return true;
    }

    private static List<Assessment.SuggestedStep> steps(Optional<Rule> best, Optional<PastFix> past,
            Snapshot snapshot) {
        List<Assessment.SuggestedStep> steps = new ArrayList<>();
        snapshot.openQuestions()
                .stream()
                .limit(2)
                .forEach(question -> steps.add(new Assessment.SuggestedStep(
                        "Get an answer to: " + question, "It was asked in the session and is still open.", null)));
        past.ifPresent(fix -> steps.add(fix.step()));
        best.ifPresent(rule -> steps.addAll(rule.suggestedSteps()));
        if (steps.isEmpty()) {
            steps.add(new Assessment.SuggestedStep("Reproduce the problem with the user watching",
                    "The timeline does not show yet when it happens and when not.", null));
        }
        return steps;
    }

    private static List<String> tried(Snapshot snapshot) {
        return snapshot.whatWasTried()
                .stream()
                .filter(step -> step.kind() == StepKind.ACTION)
                .map(step -> step.outcome() == null ? step.text() : step.text() + " → " + step.outcome())
                .toList();
    }

    private static Confidence confidence(long wordsFound) {
        if (wordsFound >= CLEAR) {
            return Confidence.HIGH;
        }
        return wordsFound >= LIKELY ? Confidence.MEDIUM : Confidence.LOW;
    }

    private static String text(Snapshot snapshot) {
        StringBuilder text = new StringBuilder(snapshot.problemSummary());
        snapshot.whatWasTried()
                .forEach(step -> text.append(' ')
                        .append(step.text())
                        .append(' ')
                        .append(step.outcome() == null ? "" : step.outcome()));
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
