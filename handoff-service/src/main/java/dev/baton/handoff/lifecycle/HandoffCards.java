package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes the cards of handoffs as events carry them. */
@Repository
class HandoffCards {
    private final JdbcClient jdbc;

    HandoffCards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static HandoffCard of(Handoff handoff) {
        return new HandoffCard(handoff.id(), handoff.sessionId(), handoff.problemSummary(), handoff.domain(),
                handoff.priority(), handoff.reason(), handoff.stepCount(), handoff.psaTicketId(),
                new Person(handoff.handedOffById(), handoff.handedOffByName()),
                person(handoff.targetUserId(), handoff.targetUserName()), handoff.createdAt(), handoff.version(),
                Outbox.VERSION_TO_COME);
    }

    /**
     * What an assessment changed.
     *
     * @param inParkedSession its holder has put the session aside meanwhile; nobody does until the transaction ends
     */
    record Assessed(HandoffCard card, boolean inParkedSession) {}

    /** Counts the change of an assessment that has ended, without reading the context that the event does not carry. */
    Assessed assessed(HandoffId id) {
        // The session is locked after the handoff, as everywhere: whoever is just parking it is waited for, and then it
        // is parked.
        return jdbc
                .sql("""
                        WITH changed AS (
                            UPDATE handoff SET version = version + 1 WHERE id = :id
                            RETURNING account_id, id, session_id, problem_summary, domain, priority, reason, step_count,
                                      psa_ticket_id, handed_off_by, target_user_id, created_at, version)
                        SELECT h.id, h.session_id, h.problem_summary, h.domain, h.priority, h.reason, h.step_count, h.psa_ticket_id,
                               h.handed_off_by, author.name AS author_name, h.target_user_id, target.name AS target_name,
                               h.created_at, h.version, s.status = 'parked' AS parked
                        FROM changed h
                        JOIN ai_session s ON s.account_id = h.account_id AND s.id = h.session_id
                        JOIN member author ON author.account_id = h.account_id AND author.id = h.handed_off_by
                        LEFT JOIN member target ON target.account_id = h.account_id AND target.id = h.target_user_id
                        FOR SHARE OF s
                        """)
                .param("id", id.value())
                .query((row, number) -> new Assessed(card(row), row.getBoolean("parked")))
                .single();
    }

    private static HandoffCard card(ResultSet row) throws SQLException {
        return new HandoffCard(new HandoffId(Columns.uuid(row, "id")), new SessionId(Columns.uuid(row, "session_id")),
                row.getString("problem_summary"), row.getString("domain"),
                Columns.constant(Priority.class, row, "priority"), row.getString("reason"), row.getInt("step_count"),
                row.getString("psa_ticket_id"),
                new Person(new UserId(Columns.uuid(row, "handed_off_by")), row.getString("author_name")),
                person(Columns.optionalUuid(row, "target_user_id").map(UserId::new).orElse(null),
                        row.getString("target_name")),
                Columns.instant(row, "created_at"), row.getLong("version"), Outbox.VERSION_TO_COME);
    }

    private static @Nullable Person person(@Nullable UserId id, @Nullable String name) {
        return id == null || name == null ? null : new Person(id, name);
    }
}
