package dev.baton.handoff.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a session stands. */
public enum SessionStatus {
    @JsonProperty("active") ACTIVE,
    @JsonProperty("escalated") ESCALATED,
    @JsonProperty("parked") PARKED,
    @JsonProperty("resolved") RESOLVED;

    /** Reads the column; the legacy {@code requesting_escalation} is {@link #ESCALATED} everywhere (S6). */
    public static SessionStatus ofColumn(String column) {
        return switch (column) {
            case "active" -> ACTIVE;
            case "escalated", "requesting_escalation" -> ESCALATED;
            case "parked" -> PARKED;
            case "resolved" -> RESOLVED;
            default -> throw new IllegalStateException("unknown session status");
        };
    }
}
