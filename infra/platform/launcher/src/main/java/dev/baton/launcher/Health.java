package dev.baton.launcher;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a process, or the whole platform, does. */
enum Health {
    UP,
    STARTING,
    DOWN;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
