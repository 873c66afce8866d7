package dev.baton.notification.recipient;

import dev.baton.events.UserId;
import java.util.Objects;

/** A person who may be told about a handoff. */
public record Recipient(UserId id, String name) {
    public Recipient {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
