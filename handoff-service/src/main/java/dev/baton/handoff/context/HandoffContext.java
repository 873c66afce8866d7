package dev.baton.handoff.context;

import dev.baton.handoff.similar.SimilarEscalation;
import java.util.List;

/**
 * What the next person gets.
 *
 * @param documentation ticket notes in markdown
 * @param similar what the account has solved before, as it is known when the context is read; not stored with it
 */
public record HandoffContext(Snapshot snapshot, String documentation, List<SimilarEscalation> similar) {
    public HandoffContext {
        similar = List.copyOf(similar);
    }

    public HandoffContext(Snapshot snapshot, String documentation) {
        this(snapshot, documentation, List.of());
    }

    public HandoffContext with(List<SimilarEscalation> found) {
        return new HandoffContext(snapshot, documentation, found);
    }
}
