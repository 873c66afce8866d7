package dev.baton.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a handoff that every queue shows and every {@code handoff_*} event carries whole, so that a consumer
 * needs no earlier event to understand a later one.
 *
 * @param version grows with every change of the handoff; consumers keep the highest
 * @param directoryVersion the directory of people as the transaction that made the event saw it, set by the outbox; a consumer
 *     whose projection of people is behind waits for it
 */
public record HandoffCard(HandoffId handoffId, SessionId sessionId, String problemSummary, String domain,
        Priority priority, String reason, int stepCount, @Nullable String psaTicketId, Person handedOffBy,
        @Nullable Person target, Instant createdAt, long version, long directoryVersion) {
    public HandoffCard {
        Objects.requireNonNull(handoffId, "handoff_id");
        Objects.requireNonNull(sessionId, "session_id");
        Objects.requireNonNull(problemSummary, "problem_summary");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(handedOffBy, "handed_off_by");
        Objects.requireNonNull(createdAt, "created_at");
    }
}
