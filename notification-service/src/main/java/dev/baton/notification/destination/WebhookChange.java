package dev.baton.notification.destination;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to a destination, and when.
 *
 * @param byId null where the platform did it
 */
public record WebhookChange(UUID id, WebhookKind kind, Action action, String host, @Nullable UUID byId,
        @Nullable String byName, Instant at) {

    /** What was done. */
    public enum Action {
        SET,
        REMOVED,
        TESTED,
        DISABLED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
