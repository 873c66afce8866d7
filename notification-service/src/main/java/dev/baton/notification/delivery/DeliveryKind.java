package dev.baton.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a delivery is about. */
public enum DeliveryKind {
    /** A handoff waits for somebody. */
    PICK_UP,
    /** An admin wants to see that a destination works (N12). */
    DESTINATION_TEST,
    /** A destination takes nothing any more; told to those who can set another (N9). */
    DESTINATION_DISABLED;

    /** As stored and as shown in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
