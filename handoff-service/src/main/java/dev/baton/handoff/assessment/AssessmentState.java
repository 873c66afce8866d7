package dev.baton.handoff.assessment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether an assessment is still being made, is there, or will not come. */
public enum AssessmentState {
    @JsonProperty("pending") PENDING,
    @JsonProperty("ready") READY,
    @JsonProperty("unavailable") UNAVAILABLE;

    public static AssessmentState ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
