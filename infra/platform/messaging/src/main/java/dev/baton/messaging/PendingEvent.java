package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import org.jspecify.annotations.Nullable;

/** An event that waits for the commit of its transaction. */
record PendingEvent(AccountId account, BatonEvent event, @Nullable String traceparent) {
    EventStream stream() {
        return new EventStream(event.topic(), account);
    }
}
