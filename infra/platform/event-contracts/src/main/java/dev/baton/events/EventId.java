package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a event. In JSON it is the bare UUID string. */
public record EventId(@JsonValue UUID value) {
    @JsonCreator
    public EventId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static EventId of(String text) {
        return new EventId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
