package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.time.Instant;
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

    boolean escalate(Actor actor, SessionId id, Instant now) {
        return changed(jdbc.sql("UPDATE ai_session SET status = 'escalated', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status <> 'resolved'"), actor, id, now);
    }

    boolean park(Actor actor, SessionId id, Instant now) {
        return changed(jdbc.sql("UPDATE ai_session SET status = 'parked', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status = 'active'"), actor, id, now);
    }

    boolean resume(Actor actor, SessionId id, Instant now) {
        return changed(jdbc.sql("UPDATE ai_session SET status = 'active', last_activity_at = :now" + BY_PARTICIPANT
                + "AND status = 'parked'"), actor, id, now);
    }

    boolean resolve(Actor actor, SessionId id, String resolution, String fixedBy, Instant now) {
        return changed(jdbc.sql("""
                UPDATE ai_session
                SET status = 'resolved', resolution = :resolution, fixed_by = :fixedBy, last_activity_at = :now
                """ + BY_PARTICIPANT + "AND status = 'active'")
                .param("resolution", resolution)
                .param("fixedBy", fixedBy), actor, id, now);
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

    private static boolean changed(JdbcClient.StatementSpec update, Actor actor, SessionId id, Instant now) {
        return update.param("id", id.value())
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .update() == 1;
    }
}
