package dev.baton.handoff.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.platform.database.Columns;
import java.util.Arrays;
import java.util.List;

/** Where a session stands. */
public enum SessionStatus {
    @JsonProperty("active") ACTIVE,
    @JsonProperty("escalated") ESCALATED,
    @JsonProperty("parked") PARKED,
    @JsonProperty("resolved") RESOLVED;

    /** What the column of such a session may hold. */
    List<String> columns() {
        return this == ESCALATED ? List.of("escalated", "requesting_escalation") : List.of(Columns.constant(this));
    }

    static List<String> allColumns() {
        return Arrays.stream(values()).flatMap(status -> status.columns().stream()).toList();
    }

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
