package dev.baton.handoff.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the short form of an escalation answers (H2).
 *
 * @param documentation ticket notes in markdown
 * @param psaResult whether the notes go to the ticket system
 */
public record Escalated(Handoff handoff, String documentation, PsaResult psaResult) {
    /** What becomes of the ticket notes. */
    public enum PsaResult {
        @JsonProperty("queued") QUEUED,
        @JsonProperty("no_psa") NO_PSA
    }
}
