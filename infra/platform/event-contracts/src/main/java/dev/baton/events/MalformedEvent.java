package dev.baton.events;

import org.jspecify.annotations.Nullable;

/** A record that is not an event of the contract; reading it again will not help. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
