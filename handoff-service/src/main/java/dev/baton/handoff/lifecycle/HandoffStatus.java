package dev.baton.handoff.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a handoff stands. */
public enum HandoffStatus {
    @JsonProperty("open") OPEN,
    @JsonProperty("claimed") CLAIMED,
    @JsonProperty("parked") PARKED,
    @JsonProperty("resumed") RESUMED,
    @JsonProperty("cancelled") CANCELLED,
    @JsonProperty("returned") RETURNED
}
