package dev.baton.platform.security;

import dev.baton.events.AccountId;
import dev.baton.events.Person;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import java.util.Objects;

/**
 * The person who asks, as their access token names them. Controllers take it as a method argument.
 *
 * @param role at the time the token was made, at most 15 minutes ago (acceptance W5)
 */
public record Actor(UserId id, AccountId accountId, String name, Role role) {
    public Actor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }

    /** Each role includes those before it: viewer, engineer, admin, owner. */
    public boolean mayActAs(Role required) {
        return role.compareTo(required) >= 0;
    }

    public Person person() {
        return new Person(id, name);
    }
}
