package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a person may sign in and is told about handoffs: only an active one is. */
public enum MemberStatus {
    @JsonProperty("active") ACTIVE,
    @JsonProperty("deactivated") DEACTIVATED,
    @JsonProperty("deleted") DELETED
}
