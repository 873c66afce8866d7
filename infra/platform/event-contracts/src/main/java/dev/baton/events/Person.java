package dev.baton.events;

import java.util.Objects;

/** A person as others see them in an event. */
public record Person(UserId id, String name) {
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
