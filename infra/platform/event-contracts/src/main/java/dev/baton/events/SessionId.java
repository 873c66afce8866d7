package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a session. In JSON it is the bare UUID string. */
public record SessionId(@JsonValue UUID value) {
    @JsonCreator
    public SessionId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
