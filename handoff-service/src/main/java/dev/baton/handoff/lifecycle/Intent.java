package dev.baton.handoff.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a handoff is for: a senior takes over, or its author comes back to it later. */
public enum Intent {
    @JsonProperty("escalate") ESCALATE,
    @JsonProperty("park") PARK
}
