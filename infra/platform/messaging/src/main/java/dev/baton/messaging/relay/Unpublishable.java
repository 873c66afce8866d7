package dev.baton.messaging.relay;

import org.jspecify.annotations.Nullable;

/** A record that would be refused every time, so that its stream has to be parked. */
final class Unpublishable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient OutboxRecord record;
    private final boolean certain;

    /**
     * @param reason for the operator; never content of the event
     * @param certain false if the broker refused several records together, and this may be an innocent one
     */
    Unpublishable(OutboxRecord record, String reason, boolean certain, @Nullable Throwable cause) {
        super(reason, cause);
        this.record = record;
        this.certain = certain;
    }

    boolean isCertain() {
        return certain;
    }

    OutboxRecord record() {
        return record;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
