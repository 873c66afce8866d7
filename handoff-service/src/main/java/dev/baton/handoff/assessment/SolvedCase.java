package dev.baton.handoff.assessment;

import dev.baton.handoff.model.Excerpt;
import dev.baton.handoff.similar.SimilarEscalation;
import java.util.List;

/** A similar escalation and what fixed it, as a model gets to see them: shortened, and without a name or a link. */
public record SolvedCase(String problem, String fixedBy) {
    private static final int MAX_LENGTH = 600;
    private static final int MOST = 5;

    /** Those of the first {@value #MOST} that say what fixed them. */
    public static List<SolvedCase> among(List<SimilarEscalation> similar) {
        return similar.stream()
                .limit(MOST)
                .flatMap(past -> past.fix()
                        .map(fix -> new SolvedCase(Excerpt.of(past.problemSummary(), MAX_LENGTH),
                                Excerpt.of(fix, MAX_LENGTH)))
                        .stream())
                .toList();
    }
}
