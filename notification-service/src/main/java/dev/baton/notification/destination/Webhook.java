package dev.baton.notification.destination;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the chat messages of an account go, as the API shows it: without the URL, which is all that one needs to post.
 *
 * @param host of the URL, to tell one from another
 * @param disabledReason what the other side answered, on one line
 */
public record Webhook(UUID id, WebhookKind kind, State state, String host, UUID setById, String setByName,
        Instant setAt, @Nullable Instant disabledAt, @Nullable String disabledReason) {

    /** Whether messages are sent there. */
    public enum State {
        ACTIVE,
        /** The other side said that it takes nothing any more; setting a URL ends it. */
        DISABLED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As the engine knows it. */
    Destination destination() {
        return new Destination(kind.code(), id.toString());
    }
}
