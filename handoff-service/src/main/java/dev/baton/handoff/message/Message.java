package dev.baton.handoff.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.MessageId;
import dev.baton.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a session's chat. What it says is text, never markup.
 *
 * @param authorId who wrote it; null when the assistant did
 * @param inReplyTo the message that the assistant answers; null when a person wrote it
 * @param source what made the answer, for machines: {@code rules} or {@code model}; null when a person wrote it
 * @param sourceLabel what made the answer, for people; the built-in rules never pretend to be a model (A5)
 */
public record Message(MessageId id, Kind kind, String text, @Nullable UserId authorId, @Nullable String authorName,
        @Nullable MessageId inReplyTo, @Nullable String source, @Nullable String sourceLabel, Instant createdAt) {
    /** Whose words a message has. */
    public enum Kind {
        @JsonProperty("person") PERSON,
        @JsonProperty("assistant") ASSISTANT
    }

    static Message of(MessageId id, Answer answer, MessageId inReplyTo, Instant now) {
        return new Message(id, Kind.ASSISTANT, answer.text(), null, null, inReplyTo, answer.source(),
                answer.sourceLabel(), now);
    }
}
