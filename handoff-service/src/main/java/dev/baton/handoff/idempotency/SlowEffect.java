package dev.baton.handoff.idempotency;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An effect that waits for something slow, as a model, and must hold no transaction meanwhile.
 *
 * @param lease how long a twin is refused at most; longer than {@code finish} takes, else a twin finishes beside it
 * @param begin runs in one transaction with the key and refuses what is to be refused; its result names what it wrote
 * @param finish runs outside of any transaction. After a failure at once, and after a crash when the lease has run out,
 *     a twin runs it again with what was begun, so that it must lead to the same result however often, and however late,
 *     it runs
 */
public record SlowEffect<T>(Duration lease, Supplier<UUID> begin, Function<UUID, T> finish) {}
