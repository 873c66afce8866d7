package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.AssessmentState;
import dev.baton.handoff.assessment.Assessments;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.context.StoredJson;
import dev.baton.handoff.deadline.Stage;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes rows of handoffs, with the names of their people. */
@Repository
class HandoffRows {
    private static final String SELECT = """
            SELECT h.account_id, h.id, h.session_id, h.intent, h.status, h.reason, h.notes, h.priority,
                   h.problem_summary, h.domain, h.psa_ticket_id, h.step_count, h.handed_off_by,
                   author.name AS author_name, h.target_user_id, target.name AS target_name, h.created_at,
                   h.claimed_by, claimer.name AS claimer_name, h.claimed_at, h.read_back, h.read_back_correction,
                   h.version, c.snapshot,
                   h.closed_by, closer.name AS closer_name, h.closed_at, h.close_reason, h.returned_from, h.waiting_since,
                   a.state AS assessment_state, a.result AS assessment, d.stage AS next_deadline, d.due_at
            FROM handoff h
            JOIN handoff_context c ON c.account_id = h.account_id AND c.handoff_id = h.id
            JOIN member author ON author.account_id = h.account_id AND author.id = h.handed_off_by
            LEFT JOIN member target ON target.account_id = h.account_id AND target.id = h.target_user_id
            LEFT JOIN member claimer ON claimer.account_id = h.account_id AND claimer.id = h.claimed_by
            LEFT JOIN member closer ON closer.account_id = h.account_id AND closer.id = h.closed_by
            LEFT JOIN assessment a ON a.account_id = h.account_id AND a.handoff_id = h.id
            LEFT JOIN handoff_deadline d ON d.account_id = h.account_id AND d.handoff_id = h.id
            """;

    private final JdbcClient jdbc;

    HandoffRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Handoff> find(SessionId session, HandoffId id) {
        return jdbc.sql(SELECT + "WHERE h.id = :id AND h.session_id = :session")
                .param("id", id.value())
                .param("session", session.value())
                .query(HandoffRows::handoff)
                .optional();
    }

    /** Oldest first; {@code parkedToo} only for those who work in the session, because parking is private (H3). */
    List<Handoff> of(SessionId session, boolean parkedToo) {
        return jdbc.sql(SELECT + """
                WHERE h.session_id = :session AND (h.intent = 'escalate' OR :parkedToo) ORDER BY h.created_at, h.id
                """)
                .param("session", session.value())
                .param("parkedToo", parkedToo)
                .query(HandoffRows::handoff)
                .list();
    }

    /** Where a handoff stands, without its context. */
    Optional<HandoffState> state(SessionId session, HandoffId id) {
        return jdbc.sql("""
                SELECT h.intent, h.status, h.handed_off_by, h.claimed_by, claimer.name, h.claimed_at, h.closed_by
                FROM handoff h
                LEFT JOIN member claimer ON claimer.account_id = h.account_id AND claimer.id = h.claimed_by
                WHERE h.id = :id AND h.session_id = :session
                """)
                .param("id", id.value())
                .param("session", session.value())
                .query(HandoffState::of)
                .optional();
    }

    /**
     * A handoff that was looked for, and its session.
     *
     * @param locked false, where it was parked
     */
    record Found(SessionId session, boolean locked) {}

    // Who takes a session up again, or escalates it, locks what is parked in it after the session.
    Optional<Found> lockUnlessParked(HandoffId id) {
        return jdbc.sql("""
                WITH locked AS (SELECT id FROM handoff WHERE id = :id AND intent <> 'park' FOR UPDATE)
                SELECT session_id, EXISTS (SELECT FROM locked) AS locked FROM handoff WHERE id = :id
                """)
                .param("id", id.value())
                .query((row, number) -> new Found(new SessionId(Columns.uuid(row, "session_id")),
                        row.getBoolean("locked")))
                .optional();
    }

    /** What waits in a session: at most one for somebody, at most one aside. */
    Map<HandoffStatus, HandoffId> waitingIn(SessionId session) {
        Map<HandoffStatus, HandoffId> waiting = new EnumMap<>(HandoffStatus.class);
        jdbc.sql("SELECT id, status FROM handoff WHERE session_id = :session AND status IN ('open', 'parked')")
                .param("session", session.value())
                .query(row -> {
                    waiting.put(Columns.constant(HandoffStatus.class, row, "status"),
                            new HandoffId(Columns.uuid(row, "id")));
                });
        return waiting;
    }

    /** Whether it is the claim by which somebody works in its session now. */
    boolean isHeld(HandoffId id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM ai_session WHERE claimed_handoff_id = :id AND status = 'active')")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** Returns the one that was parked. */
    Optional<HandoffId> resumeParked(SessionId session) {
        return jdbc.sql("""
                UPDATE handoff SET status = 'resumed', version = version + 1
                WHERE session_id = :session AND status = 'parked' RETURNING id
                """)
                .param("session", session.value())
                .query((row, number) -> new HandoffId(Columns.uuid(row, "id")))
                .optional();
    }

    void insert(Writes writes, HandoffRow row) {
        HandoffId returned = row.returnedFrom();
        UserId target = row.target();
        writes.add(
                """
                        INSERT INTO handoff (account_id, id, session_id, intent, status, reason, notes, priority, problem_summary,
                            domain, psa_ticket_id, step_count, handed_off_by, target_user_id, created_at, returned_from,
                            waiting_since, version)
                        VALUES (:account, :id, :session, :intent, :status, :reason, :notes, :priority, :problem, :domain, :ticket,
                            :steps, :author, :target, :now, :returned, :since, :version)
                        """)
                .param("account", row.account().value())
                .param("id", row.id().value())
                .param("session", row.session().value())
                .param("intent", Columns.constant(row.intent()))
                .param("status", Columns.constant(row.status()))
                .param("reason", row.reason())
                .param("notes", row.notes())
                .param("priority", Columns.constant(row.priority()))
                .param("problem", row.problemSummary())
                .param("domain", row.domain())
                .param("ticket", Columns.nullable(row.psaTicketId()))
                .param("steps", row.stepCount())
                .param("author", row.handedOffBy().value())
                .param("target", Columns.nullable(target == null ? null : target.value()))
                .param("now", Columns.timestamp(row.createdAt()))
                .param("returned", Columns.nullable(returned == null ? null : returned.value()))
                .param("since", Columns.nullable(row.waitingSince()))
                .param("version", HandoffRow.FIRST_VERSION);
    }

    private static Handoff handoff(ResultSet row, int number) throws SQLException {
        return new Handoff(new HandoffId(Columns.uuid(row, "id")), new SessionId(Columns.uuid(row, "session_id")),
                Columns.constant(Intent.class, row, "intent"), Columns.constant(HandoffStatus.class, row, "status"),
                row.getString("reason"), row.getString("notes"), Columns.constant(Priority.class, row, "priority"),
                row.getString("problem_summary"), row.getString("domain"), row.getString("psa_ticket_id"),
                row.getInt("step_count"), new UserId(Columns.uuid(row, "handed_off_by")),
                row.getString("author_name"), person(row, "target_user_id"), row.getString("target_name"),
                Columns.instant(row, "created_at"), person(row, "claimed_by"), row.getString("claimer_name"),
                Columns.optionalInstant(row, "claimed_at").orElse(null), row.getString("read_back"),
                row.getString("read_back_correction"), person(row, "closed_by"),
                row.getString("closer_name"), Columns.optionalInstant(row, "closed_at").orElse(null),
                row.getString("close_reason"),
                Columns.optionalUuid(row, "returned_from").map(HandoffId::new).orElse(null),
                Columns.optionalInstant(row, "waiting_since").orElse(null),
                StoredJson.read(row.getString("snapshot"), Snapshot.class),
                row.getString("assessment_state") == null ? null : state(row),
                Assessments.read(row.getString("assessment")),
                row.getString("next_deadline") == null ? null : Columns.constant(Stage.class, row, "next_deadline"),
                Columns.optionalInstant(row, "due_at").orElse(null), row.getLong("version"));
    }

    private static AssessmentState state(ResultSet row) throws SQLException {
        return Columns.constant(AssessmentState.class, row, "assessment_state");
    }

    private static @Nullable UserId person(ResultSet row, String column) throws SQLException {
        return Columns.optionalUuid(row, column).map(UserId::new).orElse(null);
    }
}
