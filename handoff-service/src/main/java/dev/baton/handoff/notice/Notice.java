package dev.baton.handoff.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of somebody's bell (N10).
 *
 * @param link path of the page, relative to the console (N3)
 * @param settled true when somebody else has taken care of it
 */
public record Notice(UUID id, Kind kind, String title, String link, HandoffId handoffId, SessionId sessionId,
        Instant createdAt, @Nullable Instant readAt, boolean settled) {
    /** What it is about. */
    public enum Kind {
        @JsonProperty("handoff_created") HANDOFF_CREATED,
        @JsonProperty("handoff_claimed") HANDOFF_CLAIMED,
        @JsonProperty("handoff_returned") HANDOFF_RETURNED,
        @JsonProperty("handoff_overdue") HANDOFF_OVERDUE,
        @JsonProperty("handoff_read_back_corrected") HANDOFF_READ_BACK_CORRECTED
    }

    private static final Set<Kind> PICKS_UP = EnumSet.of(Kind.HANDOFF_CREATED, Kind.HANDOFF_OVERDUE);

    static Notice of(ResultSet row, int number) throws SQLException {
        UUID session = Columns.uuid(row, "session_id");
        Kind kind = Columns.constant(Kind.class, row, "kind");
        String link = "/pilot/" + session + (PICKS_UP.contains(kind) ? "?pickup=true" : "");
        return new Notice(Columns.uuid(row, "id"), kind, row.getString("title"), link,
                new HandoffId(Columns.uuid(row, "handoff_id")), new SessionId(session),
                Columns.instant(row, "created_at"), Columns.optionalInstant(row, "read_at").orElse(null),
                row.getObject("settled_at") != null);
    }
}
