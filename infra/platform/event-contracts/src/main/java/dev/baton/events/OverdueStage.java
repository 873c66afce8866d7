package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which deadline of a handoff has passed. */
public enum OverdueStage {
    /** Nobody has claimed it: everybody who may is reminded. */
    @JsonProperty("reminder") REMINDER,
    /** Still nobody: admins and owners are told. */
    @JsonProperty("admins") ADMINS,
    /** Somebody has claimed it, and nothing was done since. */
    @JsonProperty("idle") IDLE
}
