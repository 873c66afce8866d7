package dev.baton.handoff.assessment;

import dev.baton.events.Confidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is probably wrong and what to try next (A1).
 *
 * @param whatWasTried the tried steps in a line each
 * @param ticketNotes markdown, ready for the ticket: the documentation of the session, and below it what the assessor
 *     adds, as text; from an {@link Assessor} only what it adds
 * @param source who made it, for machines: {@code rules} or {@code model}
 * @param sourceLabel who made it, for people; the built-in rules never pretend to be a model (A5)
 */
public record Assessment(String likelyCause, List<SuggestedStep> suggestedSteps, Confidence confidence,
        List<String> whatWasTried, String ticketNotes, String source, String sourceLabel) {
    public Assessment {
        suggestedSteps = List.copyOf(suggestedSteps);
        whatWasTried = List.copyOf(whatWasTried);
    }

    /**
     * One thing to try, why, and the command for it if there is one.
     *
     * @param link path of the page in the console where it helped before; null when it comes from nowhere in particular
     */
    public record SuggestedStep(String text, String why, @Nullable String command, @Nullable String link) {
        public SuggestedStep(String text, String why, @Nullable String command) {
            this(text, why, command, null);
        }
    }
}
