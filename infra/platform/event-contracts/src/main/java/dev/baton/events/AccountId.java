package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of a account, the tenant: one managed service provider. In JSON it is the bare UUID string. */
public record AccountId(@JsonValue UUID value) {
    @JsonCreator
    public AccountId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} for anything else. */
    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
