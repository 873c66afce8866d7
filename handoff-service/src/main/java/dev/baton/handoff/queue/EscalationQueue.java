package dev.baton.handoff.queue;

import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.AssessmentState;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The escalations that wait for somebody (H9): oldest first, without one's own. A target is shown and excludes nobody.
 */
@Service
public class EscalationQueue {
    private final JdbcClient jdbc;

    EscalationQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Page<QueueCard> waitingFor(Actor actor, int limit, @Nullable TimeCursor after) {
        // Every open handoff has an assessment, from its own transaction on. It is looked up for each: joined, all of the
        // account's were read where few were expected to wait.
        List<QueueCard> found = jdbc
                .sql("""
                        SELECT h.id, h.session_id, h.problem_summary, h.domain, h.priority, h.reason, h.step_count,
                               h.psa_ticket_id, h.handed_off_by, author.name AS author_name, h.target_user_id,
                               target.name AS target_name, h.created_at, h.returned_from,
                               COALESCE(h.waiting_since, h.created_at) AS since, h.version,
                               (SELECT a.state FROM assessment a
                                WHERE a.account_id = h.account_id AND a.handoff_id = h.id) AS assessment_state
                        FROM handoff h
                        JOIN member author ON author.account_id = h.account_id AND author.id = h.handed_off_by
                        LEFT JOIN member target ON target.account_id = h.account_id AND target.id = h.target_user_id
                        WHERE h.status = 'open' AND h.handed_off_by <> :person AND (COALESCE(h.waiting_since, h.created_at), h.id) > (:at, :id)
                        ORDER BY COALESCE(h.waiting_since, h.created_at), h.id LIMIT :limit
                        """)
                .param("person", actor.id().value())
                .param("at", Columns.timestamp(after == null ? Instant.EPOCH : after.at()))
                .param("id", after == null ? new UUID(0, 0) : after.id())
                .param("limit", limit + 1)
                .query(EscalationQueue::card)
                .list();
        return Page.of(found, limit, last -> new TimeCursor(last.waitingSince(), last.id().value()).toString());
    }

    @Transactional(readOnly = true)
    public long countFor(Actor actor) {
        return jdbc.sql("SELECT count(*) FROM handoff WHERE status = 'open' AND handed_off_by <> :person")
                .param("person", actor.id().value())
                .query(Long.class)
                .single();
    }

    private static QueueCard card(ResultSet row, int number) throws SQLException {
        Person target = row.getString("target_name") == null
                ? null
                : new Person(new UserId(Columns.uuid(row, "target_user_id")), row.getString("target_name"));
        return new QueueCard(new HandoffId(Columns.uuid(row, "id")), new SessionId(Columns.uuid(row, "session_id")),
                row.getString("problem_summary"), row.getString("domain"),
                Columns.constant(Priority.class, row, "priority"), row.getString("reason"),
                row.getInt("step_count"), row.getString("psa_ticket_id"),
                new Person(new UserId(Columns.uuid(row, "handed_off_by")), row.getString("author_name")), target,
                Columns.instant(row, "created_at"), Columns.instant(row, "since"),
                Columns.optionalUuid(row, "returned_from").map(HandoffId::new).orElse(null),
                Columns.constant(AssessmentState.class, row, "assessment_state"), row.getLong("version"));
    }
}
