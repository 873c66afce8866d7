package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a chat message of a session. In JSON it is the bare UUID string. */
public record MessageId(@JsonValue UUID value) {
    @JsonCreator
    public MessageId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static MessageId of(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
