package dev.baton.handoff.similar;

import dev.baton.events.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the same account that was escalated and is resolved (A8).
 *
 * @param fixedBy the text of the step that fixed it, if one did
 * @param resolution how it was closed
 * @param link path of its page in the console
 */
public record SimilarEscalation(SessionId id, String problemSummary, String domain, @Nullable String fixedBy,
        @Nullable String resolution, Instant resolvedAt, String link) {
    /** What fixed it: the step, else what was written when it was closed. */
    public Optional<String> fix() {
        return Optional.ofNullable(fixedBy == null ? resolution : fixedBy);
    }
}
