package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits for the commit of its transaction.
 *
 * @param time when it was said, not when it was written
 */
record PendingEvent(AccountId account, BatonEvent event, Instant time, @Nullable String traceparent) {
    EventStream stream() {
        return new EventStream(event.topic(), account);
    }
}
