package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How sure an assessment is of its likely cause. */
public enum Confidence {
    @JsonProperty("low") LOW,
    @JsonProperty("medium") MEDIUM,
    @JsonProperty("high") HIGH
}
