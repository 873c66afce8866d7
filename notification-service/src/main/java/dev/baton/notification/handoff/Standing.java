package dev.baton.notification.handoff;

import dev.baton.events.UserId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How it is with a handoff, as far as its events were read.
 *
 * @param claimer who has it; null unless it is claimed
 * @param workedOn the claimer has done something in the session, or it is resolved
 */
public record Standing(Status status, @Nullable UserId claimer, boolean workedOn) {
    public Standing {
        Objects.requireNonNull(status, "status");
    }

    /** Of a handoff; all but the first are for good. */
    public enum Status {
        OPEN,
        CLAIMED,
        CANCELLED,
        RETURNED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
