package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a handoff. In JSON it is the bare UUID string. */
public record HandoffId(@JsonValue UUID value) {
    @JsonCreator
    public HandoffId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static HandoffId of(String text) {
        return new HandoffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
