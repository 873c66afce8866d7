package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgent a handoff is. */
public enum Priority {
    @JsonProperty("low") LOW,
    @JsonProperty("normal") NORMAL,
    @JsonProperty("high") HIGH,
    @JsonProperty("urgent") URGENT
}
