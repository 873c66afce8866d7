package dev.baton.handoff.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a handoff.
 *
 * @param actor null where the platform acted by itself
 * @param detail what the actor said: a reason, a read-back, its correction; or what the platform found
 */
public record HistoryEntry(UUID id, Action action, @Nullable Person actor, Instant at, @Nullable String detail) {
    /** What happened. */
    public enum Action {
        @JsonProperty("escalated") ESCALATED,
        @JsonProperty("parked") PARKED,
        @JsonProperty("resumed") RESUMED,
        @JsonProperty("claimed") CLAIMED,
        @JsonProperty("read_back_corrected") READ_BACK_CORRECTED,
        @JsonProperty("cancelled") CANCELLED,
        @JsonProperty("returned") RETURNED,
        @JsonProperty("assessed") ASSESSED,
        @JsonProperty("reminded") REMINDED
    }
}
