package dev.baton.handoff.completeness;

import dev.baton.events.StepKind;
import dev.baton.handoff.session.SessionDetail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Scores a draft over the five elements of I-PASS, the handoff method that cut medical errors by 23 percent in nine
 * hospitals (Starmer et al., "Changes in Medical Errors after Implementation of a Handoff Program", New England Journal
 * of Medicine 2014;371:1803-12). The rules of {@code completeness/elements.yaml} are few and plain, so that whoever
 * reads the advice sees what would satisfy it.
 */
@Component
class CompletenessRules {
    private final List<ElementRule> rules;

    CompletenessRules() throws IOException {
        YAMLMapper yaml = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        try (InputStream in = new ClassPathResource("completeness/elements.yaml").getInputStream()) {
            this.rules = yaml.readValue(in, new TypeReference<List<ElementRule>>() {
            });
        }
    }

    /** Judges the draft by itself and by what the session has recorded; the same input has the same result. */
    Completeness judge(Draft draft, SessionDetail session) {
        long actions = session.steps().stream().filter(step -> step.kind() == StepKind.ACTION).count();
        return Completeness.of(rules.stream()
                .map(rule -> rule.judge(draft, session.session().problemSummary(), actions))
                .toList());
    }
}
