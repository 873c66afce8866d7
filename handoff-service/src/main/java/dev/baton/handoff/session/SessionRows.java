package dev.baton.handoff.session;

import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.web.TimeCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sessions with the names of their people. */
@Repository
class SessionRows {
    static final String SELECT = from("ai_session");

    /**
     * Two index scans in page order, merged: an OR over both columns would sort all of a person's sessions. What is searched
     * for is looked for in one's own sessions only, so the same indexes serve; position, unlike LIKE, has no wildcards.
     */
    static final String MINE = """
            SELECT * FROM (
                (%1$s WHERE s.author_id = :person %2$s)
                UNION
                (%1$s WHERE s.escalated_to = :person %2$s)
            ) mine
            ORDER BY last_activity_at DESC, id DESC LIMIT :limit
            """.formatted(SELECT, """
            AND (s.last_activity_at, s.id) < (:at, :id) AND s.status IN (:statuses)
              AND (position(lower(:text) IN lower(s.problem_summary)) > 0
                   OR position(lower(:text) IN lower(s.psa_ticket_id)) > 0)
            ORDER BY s.last_activity_at DESC, s.id DESC LIMIT :limit
            """);

    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final UUID GREATEST_ID = new UUID(-1, -1);

    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Session> find(SessionId id) {
        // Row-level security adds the account, which leads the primary key.
        return jdbc.sql(SELECT + " WHERE s.id = :id").param("id", id.value()).query(SessionRows::session).optional();
    }

    Optional<Resolution> resolution(SessionId id) {
        return jdbc.sql("SELECT resolution, fixed_by FROM ai_session WHERE id = :id AND status = 'resolved'")
                .param("id", id.value())
                .query((row, number) -> new Resolution(row.getString("resolution"), row.getString("fixed_by")))
                .optional();
    }

    List<Session> mine(UserId person, SessionFilter filter, int limit, @Nullable TimeCursor after) {
        return bound(jdbc.sql(MINE), person, filter, limit, after).query(SessionRows::session).list();
    }

    static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec mine, UserId person, SessionFilter filter, int limit,
            @Nullable TimeCursor after) {
        SessionStatus status = filter.status();
        return mine.param("person", person.value())
                .param("at", after == null ? END_OF_TIME : Columns.timestamp(after.at()))
                .param("id", after == null ? GREATEST_ID : after.id())
                .param("text", filter.text() == null ? "" : filter.text())
                .param("statuses", status == null ? SessionStatus.allColumns() : status.columns())
                .param("limit", limit);
    }

    /** Of all rows of a table, or of a query, with the columns of {@code ai_session}. */
    static String from(String sessions) {
        return from(sessions, "");
    }

    /**
     * As the other, with more.
     *
     * @param columns of {@code s}, each after a comma
     */
    static String from(String sessions, String columns) {
        return """
                SELECT s.id, s.problem_summary, s.domain, s.psa_ticket_id, s.status, s.author_id,
                       author.name AS author_name, s.escalated_to, holder.name AS holder_name, s.step_count,
                       s.created_at, s.last_activity_at%s
                FROM %s s
                JOIN member author ON author.account_id = s.account_id AND author.id = s.author_id
                LEFT JOIN member holder ON holder.account_id = s.account_id AND holder.id = s.escalated_to
                """.formatted(columns, sessions);
    }

    static Session session(ResultSet row, int number) throws SQLException {
        return new Session(new SessionId(Columns.uuid(row, "id")), row.getString("problem_summary"),
                row.getString("domain"), row.getString("psa_ticket_id"),
                SessionStatus.ofColumn(row.getString("status")), new UserId(Columns.uuid(row, "author_id")),
                row.getString("author_name"), Columns.optionalUuid(row, "escalated_to").map(UserId::new).orElse(null),
                row.getString("holder_name"), row.getInt("step_count"), Columns.instant(row, "created_at"),
                Columns.instant(row, "last_activity_at"));
    }
}
