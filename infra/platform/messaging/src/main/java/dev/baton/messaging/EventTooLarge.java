package dev.baton.messaging;

/** An event above {@link Outbox#MAX_BYTES}. The transaction that wanted to announce it rolls back. */
public final class EventTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventTooLarge(String type, int bytes) {
        super(type + " has " + bytes + " bytes, allowed are " + Outbox.MAX_BYTES);
    }
}
