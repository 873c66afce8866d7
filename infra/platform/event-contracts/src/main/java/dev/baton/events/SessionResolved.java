package dev.baton.events;

import java.time.Instant;
import java.util.Objects;

/** A session whose handoff was claimed is solved. It carries who and when, never the resolution's text. */
public record SessionResolved(SessionId sessionId, HandoffId handoffId, Person resolvedBy, Instant resolvedAt,
        long directoryVersion) implements HandoffEvent {
    public static final String TYPE = "session_resolved";

    public SessionResolved {
        Objects.requireNonNull(sessionId, "session_id");
        Objects.requireNonNull(handoffId, "handoff_id");
        Objects.requireNonNull(resolvedBy, "resolved_by");
        Objects.requireNonNull(resolvedAt, "resolved_at");
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
