package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a person. In JSON it is the bare UUID string. */
public record UserId(@JsonValue UUID value) {
    @JsonCreator
    public UserId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
