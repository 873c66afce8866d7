package dev.baton.messaging.inbox;

import dev.baton.messaging.ProjectionBehind;
import dev.baton.platform.database.Outages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a record was not taken in, and so what to do about it. */
enum Failure {
    /** The database cannot be used now: wait, however long. */
    OUTAGE,
    /** Another topic has to come first: wait, however long. */
    BEHIND,
    /** Hopeless: a dead letter at once. */
    POISON,
    /** The handler failed for a reason of its own: a few retries, then a dead letter. */
    REJECTED;

    static Failure of(Throwable thrown) {
        for (@Nullable
        Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Poison _ -> {
                    return POISON;
                }
                case ProjectionBehind _ -> {
                    return BEHIND;
                }
                default -> {
                    // A cause further inside may say more.
                }
            }
        }
        return Outages.includes(thrown) ? OUTAGE : REJECTED;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
