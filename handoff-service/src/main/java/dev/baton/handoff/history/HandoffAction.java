package dev.baton.handoff.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a handoff; the detail is what the actor said (a reason, a read-back, its correction), or what the
 * platform found. */
public enum HandoffAction {
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
