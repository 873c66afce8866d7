package dev.baton.handoff.identity.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done to a membership.
 *
 * @param detail the role or the time zone from then on; null for other actions
 */
public record MemberHistoryEntry(UUID id, Action action, Person actor, Instant at, @Nullable String detail) {
    /** What was done. */
    public enum Action {
        @JsonProperty("invited") INVITED,
        @JsonProperty("joined") JOINED,
        @JsonProperty("renamed") RENAMED,
        @JsonProperty("role_changed") ROLE_CHANGED,
        @JsonProperty("time_zone_changed") TIME_ZONE_CHANGED,
        @JsonProperty("deactivated") DEACTIVATED,
        @JsonProperty("activated") ACTIVATED,
        @JsonProperty("password_changed") PASSWORD_CHANGED
    }
}
