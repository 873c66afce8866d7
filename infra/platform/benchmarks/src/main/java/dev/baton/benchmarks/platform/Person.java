package dev.baton.benchmarks.platform;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;

/** Somebody of a help desk. */
public record Person(AccountId account, UserId id, String name, Role role) {
    /** Unique over all accounts, as sign-in wants it. */
    public String email() {
        return id + "@bench.example";
    }
}
