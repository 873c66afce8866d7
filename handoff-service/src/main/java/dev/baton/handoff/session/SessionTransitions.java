package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The changes of a session's status, each one conditional UPDATE that locks the row: no status is read before. */
@Repository
class SessionTransitions {
    private static final String BY_PARTICIPANT = " WHERE id = :id AND (author_id = :actor OR escalated_to = :actor) ";

    private final JdbcClient jdbc;

    SessionTransitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock(SessionId id) {
        jdbc.sql("SELECT id FROM ai_session WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> true)
                .optional();
    }

    /** A session that somebody handed on or put aside. */
    record Left(Session session, SessionStatus before, Optional<HandoffId> claimedHandoff) {}

    Optional<Left> escalate(Actor actor, SessionId id, Instant now) {
        return changed("UPDATE ai_session SET status = 'escalated', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status <> 'resolved'", actor, id, now, SessionTransitions::left);
    }

    Optional<Left> park(Actor actor, SessionId id, Instant now) {
        return changed("UPDATE ai_session SET status = 'parked', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status = 'active'", actor, id, now, SessionTransitions::left);
    }

    private static Left left(ResultSet row, int number) throws SQLException {
        return new Left(SessionRows.session(row, number), SessionStatus.ofColumn(row.getString("status_before")),
                Columns.optionalUuid(row, "claimed_handoff_id").map(HandoffId::new));
    }

    Optional<Session> resume(Actor actor, SessionId id, Instant now) {
        return changed("UPDATE ai_session SET status = 'active', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status = 'parked'", actor, id, now);
    }

    /** A session that somebody acted in. */
    record Acted(Optional<HandoffId> claimedHandoff) {}

    Optional<Acted> act(Actor actor, SessionId id, Instant now) {
        return jdbc
                .sql("UPDATE ai_session SET last_activity_at = greatest(last_activity_at, :now)" + BY_PARTICIPANT + """
                        AND status IN ('active', 'escalated', 'requesting_escalation') RETURNING claimed_handoff_id
                        """)
                .param("id", id.value())
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .query((row, number) -> new Acted(Columns.optionalUuid(row, "claimed_handoff_id").map(HandoffId::new)))
                .optional();
    }

    /** What became of a session that was resolved. */
    record Resolved(Optional<HandoffId> claimedHandoff) {}

    Optional<Resolved> resolve(Actor actor, SessionId id, Resolution resolution, Instant now) {
        return jdbc.sql("""
                UPDATE ai_session
                SET status = 'resolved', resolution = :resolution, fixed_by = :fixedBy, last_activity_at = :now
                """ + BY_PARTICIPANT + "AND status = 'active' RETURNING claimed_handoff_id")
                .param("resolution", resolution.text())
                .param("fixedBy", resolution.fixedBy())
                .param("id", id.value())
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .query((row, number) -> new Resolved(
                        Columns.optionalUuid(row, "claimed_handoff_id").map(HandoffId::new)))
                .optional();
    }

    void takeBack(SessionId id, Instant now) {
        // Its author may have put it aside or taken it up by another way meanwhile; then that stays.
        jdbc.sql("""
                UPDATE ai_session SET status = 'active', last_activity_at = :now
                WHERE id = :id AND status IN ('escalated', 'requesting_escalation')
                """).param("now", Columns.timestamp(now)).param("id", id.value()).update();
    }

    Optional<Session> giveBack(Actor actor, SessionId id, Instant now) {
        return changed("""
                UPDATE ai_session
                SET status = 'escalated', escalated_to = NULL, claimed_handoff_id = NULL, last_activity_at = :now
                WHERE id = :id AND escalated_to = :actor AND status = 'active'
                """, actor, id, now);
    }

    void takeOver(Actor actor, SessionId id, HandoffId handoff, Instant now) {
        jdbc.sql("""
                UPDATE ai_session
                SET status = 'active', escalated_to = :actor, claimed_handoff_id = :handoff, last_activity_at = :now
                WHERE id = :id
                """)
                .param("actor", actor.id().value())
                .param("handoff", handoff.value())
                .param("now", Columns.timestamp(now))
                .param("id", id.value())
                .update();
    }

    /** The session as the update left it; empty if it changed nothing. */
    private Optional<Session> changed(String update, Actor actor, SessionId id, Instant now) {
        return changed(update, actor, id, now, SessionRows::session);
    }

    /** As the other, of a row that tells the status before the update and the claimed handoff as well. */
    private <T> Optional<T> changed(String update, Actor actor, SessionId id, Instant now, RowMapper<T> mapper) {
        return jdbc.sql("WITH changed AS (" + update + " RETURNING *, old.status AS status_before) "
                + SessionRows.from("changed", ", s.status_before, s.claimed_handoff_id"))
                .param("id", id.value())
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .query(mapper)
                .optional();
    }
}
