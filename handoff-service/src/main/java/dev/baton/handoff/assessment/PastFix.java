package dev.baton.handoff.assessment;

import dev.baton.handoff.context.MarkdownText;
import dev.baton.handoff.similar.SimilarEscalation;
import java.util.List;
import java.util.Optional;

/**
 * The best similar escalation of the past that says what fixed it, as the built-in assessor tells of it.
 *
 * @param fix in one line, shortened: the whole of it stands where the link leads
 */
record PastFix(SimilarEscalation past, String fix) {
    private static final int MAX_LENGTH = 300;

    static Optional<PastFix> among(List<SimilarEscalation> similar) {
        return similar.stream()
                .flatMap(past -> past.fix().stream().map(fix -> new PastFix(past, oneLine(fix))))
                .findFirst();
    }

    Assessment.SuggestedStep step() {
        return new Assessment.SuggestedStep("In a similar case this fixed it: " + fix,
                "It was escalated here before and resolved: " + oneLine(past.problemSummary()), null, past.link());
    }

    /** What is added to the ticket notes. */
    String notes() {
        return "\n### A similar case\n\n- " + MarkdownText.oneLine(oneLine(past.problemSummary())) + " (" + past.link()
                + ")\n- Fixed by: " + MarkdownText.oneLine(fix) + "\n";
    }

    // Cut between characters: half of an emoji is none.
    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }
}
