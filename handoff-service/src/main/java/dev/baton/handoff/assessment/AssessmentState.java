package dev.baton.handoff.assessment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an assessment is still being made, is there, or will not come. */
public enum AssessmentState {
    @JsonProperty("pending") PENDING,
    @JsonProperty("ready") READY,
    @JsonProperty("unavailable") UNAVAILABLE
}
