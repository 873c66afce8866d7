package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a diagnostic step of a session is. */
public enum StepKind {
    @JsonProperty("question") QUESTION,
    @JsonProperty("action") ACTION,
    @JsonProperty("observation") OBSERVATION,
    @JsonProperty("result") RESULT
}
