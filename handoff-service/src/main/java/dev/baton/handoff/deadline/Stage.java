package dev.baton.handoff.deadline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when a handoff's deadline passes. */
public enum Stage {
    /** Nobody has claimed it: its recipients are reminded. */
    @JsonProperty("reminder") REMINDER,
    /** Still nobody: admins and owners are told. The last one of an unclaimed handoff. */
    @JsonProperty("admins") ADMINS,
    /** Somebody has claimed it and done nothing: the claimer is reminded. */
    @JsonProperty("idle") IDLE,
    /** Still nothing: it goes back to the queue, where the account wants that. */
    @JsonProperty("return") RETURN
}
