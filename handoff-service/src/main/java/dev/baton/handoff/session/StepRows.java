package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and appends the steps of a session. */
@Repository
class StepRows {
    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Step> of(SessionId id) {
        return jdbc.sql("""
                SELECT t.id, t.kind, t.text, t.outcome, t.command, t.actor_id, actor.name AS actor_name, t.created_at
                FROM session_step t
                JOIN member actor ON actor.account_id = t.account_id AND actor.id = t.actor_id
                WHERE t.session_id = :id
                ORDER BY t.ordinal
                """).param("id", id.value()).query(StepRows::step).list();
    }

    // The row lock of this UPDATE is what gives steps of one session one order.
    Optional<Counted> count(Actor actor, SessionId id, Instant now) {
        return jdbc.sql("""
                UPDATE ai_session
                SET step_count = step_count + 1, last_activity_at = greatest(last_activity_at, :now)
                WHERE id = :id AND (author_id = :actor OR escalated_to = :actor)
                  AND status IN ('active', 'escalated', 'requesting_escalation') AND step_count < :maxSteps
                RETURNING step_count, claimed_handoff_id
                """)
                .param("now", Columns.timestamp(now))
                .param("maxSteps", Sessions.MAX_STEPS)
                .param("id", id.value())
                .param("actor", actor.id().value())
                .query((row, number) -> new Counted(row.getInt("step_count"),
                        Columns.optionalUuid(row, "claimed_handoff_id").map(HandoffId::new)))
                .optional();
    }

    void insert(Actor actor, SessionId sessionId, int ordinal, Step step) {
        jdbc.sql("""
                INSERT INTO session_step (account_id, session_id, ordinal, id, kind, text, outcome, command, actor_id,
                                          created_at)
                VALUES (:account, :session, :ordinal, :id, :kind, :text, :outcome, :command, :actor, :now)
                """)
                .param("account", actor.accountId().value())
                .param("session", sessionId.value())
                .param("ordinal", ordinal)
                .param("id", step.id().value())
                .param("kind", step.kind().name().toLowerCase(Locale.ROOT))
                .param("text", step.text())
                .param("outcome", Columns.nullable(step.outcome()))
                .param("command", Columns.nullable(step.command()))
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(step.createdAt()))
                .update();
    }

    private static Step step(ResultSet row, int number) throws SQLException {
        return new Step(new StepId(Columns.uuid(row, "id")),
                StepKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("text"),
                row.getString("outcome"), row.getString("command"), new UserId(Columns.uuid(row, "actor_id")),
                row.getString("actor_name"), Columns.instant(row, "created_at"));
    }

    record Counted(int ordinal, Optional<HandoffId> claimedHandoff) {}
}
