package dev.baton.handoff.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The five elements of I-PASS, in its order. What a help desk calls them stands with their rules. */
public enum Element {
    @JsonProperty("illness_severity") ILLNESS_SEVERITY,
    @JsonProperty("patient_summary") PATIENT_SUMMARY,
    @JsonProperty("action_list") ACTION_LIST,
    @JsonProperty("situation_awareness") SITUATION_AWARENESS,
    @JsonProperty("synthesis") SYNTHESIS
}
