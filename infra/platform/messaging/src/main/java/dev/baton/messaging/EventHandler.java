package dev.baton.messaging;

import dev.baton.events.EventEnvelope;

/**
 * The effect of an event on this service. Called at most once for each event that takes effect: in the transaction that
 * advances the group's watermark, with the event's account bound as the tenant, in sequence order within an account.
 * Different accounts are handled by several threads at a time.
 *
 * <p>It only writes to this service's database. What it throws rolls back the whole and is retried, then the record goes
 * to the dead letters; a database that is away is waited for without end (acceptance E6).
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Applies one event.
     *
     * @param event of any type of the contract, also those that this service does not care about; types that came after
     *     this service was built are skipped before
     * @throws ProjectionBehind to be called again a little later, for as long as it takes
     */
    void handle(EventEnvelope event);
}
