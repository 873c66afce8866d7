package dev.baton.handoff.history;

import dev.baton.events.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to what a trail tells of.
 *
 * @param actor null where the platform acted by itself
 * @param detail what goes with the action, as its description says; null where nothing does
 */
public record AuditEntry<A extends Enum<A>>(UUID id, A action, @Nullable Person actor, Instant at,
        @Nullable String detail) {}
