package dev.baton.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a delivery is about. */
public enum DeliveryKind {
    /** A handoff waits for somebody. */
    PICK_UP,
    /** It still waits (H12). */
    REMINDER,
    /** It waits even after that; told to those who run the account (H12). */
    ADMIN_REMINDER,
    /** Who has it did nothing (H12). */
    IDLE_REMINDER,
    /** An admin wants to see that a destination works (N12). */
    DESTINATION_TEST,
    /** A destination takes nothing any more; told to those who can set another (N9). */
    DESTINATION_DISABLED;

    /** Those that ask for somebody to take a handoff. */
    static final Set<DeliveryKind> ASKING = Collections.unmodifiableSet(EnumSet.of(PICK_UP, REMINDER, ADMIN_REMINDER));

    /** Those about a handoff. */
    static final Set<DeliveryKind> OF_HANDOFF = Collections
            .unmodifiableSet(EnumSet.of(PICK_UP, REMINDER, ADMIN_REMINDER, IDLE_REMINDER));

    /** As stored and as shown in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
