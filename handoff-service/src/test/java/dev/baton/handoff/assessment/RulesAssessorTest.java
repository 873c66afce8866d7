package dev.baton.handoff.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.SessionId;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.similar.SimilarEscalation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A5: what the built-in assessor makes of similar escalations of the past. */
class RulesAssessorTest {
    private static final Snapshot SNAPSHOT = new Snapshot("Outlook does not sync", "mail", null, List.of(), List.of(),
            0);

    private final RulesAssessor assessor = new RulesAssessor();

    RulesAssessorTest() throws IOException {}

    @Test
    void whatFixedASimilarCaseIsTheFirstStepAndStandsInTheNotes() {
        SimilarEscalation past = past("Mail is stuck", "Removed the token", "Policy");

        Assessment found = assess(past);

        assertThat(found.suggestedSteps().getFirst())
                .isEqualTo(new Assessment.SuggestedStep("In a similar case this fixed it: Removed the token",
                        "It was escalated here before and resolved: Mail is stuck", null, past.link()));
        assertThat(found.suggestedSteps()).as("and those of the rules").hasSizeGreaterThan(1);
        assertThat(found.ticketNotes()).isEqualTo("""

                ### A similar case

                - Mail is stuck (%s)
                - Fixed by: Removed the token
                """.formatted(past.link()));
        assertThat(found.source()).isEqualTo("rules");
        assertThat(found.sourceLabel()).contains("not a language model");
    }

    @Test
    void theFirstThatSaysWhatFixedItIsTold() {
        assertThat(assess(past("One", null, null), past("Two", null, "A new cable")).suggestedSteps().getFirst().text())
                .isEqualTo("In a similar case this fixed it: A new cable");
    }

    @Test
    void withoutOneNothingIsSaidOfIt() {
        for (Assessment found : List.of(assess(), assess(past("One", null, null)))) {
            assertThat(found.ticketNotes()).isEmpty();
            assertThat(found.suggestedSteps()).isNotEmpty().allSatisfy(step -> assertThat(step.link()).isNull());
        }
    }

    @Test
    void aLongFixOfManyLinesIsShortenedToOne() {
        String fix = assess(past("One", "Step\n\n\tnext ".repeat(20) + "😀".repeat(300), null)).suggestedSteps()
                .getFirst()
                .text();

        assertThat(fix).doesNotContain("\n", "\t").endsWith("😀…");
        assertThat(fix.codePointCount(0, fix.length())).isLessThan(350);
    }

    private Assessment assess(SimilarEscalation... past) {
        return assessor.assess(new HandoffContext(SNAPSHOT, "## Notes\n", List.of(past))).orElseThrow();
    }

    private static SimilarEscalation past(String problem, @Nullable String fixedBy, @Nullable String resolution) {
        SessionId id = new SessionId(UUID.randomUUID());
        return new SimilarEscalation(id, problem, "mail", fixedBy, resolution, Instant.EPOCH, "/pilot/" + id);
    }
}
