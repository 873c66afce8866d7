package dev.baton.events;

import java.time.Instant;
import java.util.Objects;

/**
 * A person wrote a message in a session after its handoff was claimed. It carries who and when, never the text. Answers of
 * the assistant are not told of: they are nobody's action.
 */
public record SessionMessageRecorded(SessionId sessionId, HandoffId handoffId, MessageId messageId, Person actor,
        Instant recordedAt, long directoryVersion) implements HandoffEvent {
    public static final String TYPE = "session_message_recorded";

    public SessionMessageRecorded {
        Objects.requireNonNull(sessionId, "session_id");
        Objects.requireNonNull(handoffId, "handoff_id");
        Objects.requireNonNull(messageId, "message_id");
        Objects.requireNonNull(actor, "actor");
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
