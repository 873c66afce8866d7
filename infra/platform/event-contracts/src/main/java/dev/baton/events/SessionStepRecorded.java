package dev.baton.events;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody acted on a session after its handoff was claimed. It carries who, what kind and when, never the text: other
 * members of the account must not read a session through its events.
 */
public record SessionStepRecorded(SessionId sessionId, HandoffId handoffId, StepId stepId, Person actor, StepKind kind,
        Instant recordedAt, long directoryVersion) implements HandoffEvent {
    public static final String TYPE = "session_step_recorded";

    public SessionStepRecorded {
        Objects.requireNonNull(sessionId, "session_id");
        Objects.requireNonNull(handoffId, "handoff_id");
        Objects.requireNonNull(stepId, "step_id");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(recordedAt, "recorded_at");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return "sessions/" + sessionId;
    }
}
