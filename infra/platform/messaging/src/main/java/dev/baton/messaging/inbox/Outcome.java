package dev.baton.messaging.inbox;

import java.util.Locale;

/** What became of a record. */
enum Outcome {
    APPLIED,
    /** Its type came after this service was built, or it says that something is gone. */
    SKIPPED,
    DUPLICATE,
    /** It had been left out and came again. */
    REPLAYED,
    DEAD_LETTERED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
