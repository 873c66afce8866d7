package dev.baton.messaging.inbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record that no retry can make good. */
final class Poison extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        NO_KEY,
        WRONG_KEY,
        NO_VALUE,
        MISSING_HEADER,
        BAD_HEADER,
        MALFORMED_BODY,
        BODY_CONTRADICTS_HEADERS;

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    Poison(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
