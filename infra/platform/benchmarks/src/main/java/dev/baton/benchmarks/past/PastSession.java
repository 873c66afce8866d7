package dev.baton.benchmarks.past;

import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.benchmarks.platform.Person;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session and what became of it.
 *
 * @param handoff its escalation, claimed by {@code holder}; null when it was not handed off
 */
record PastSession(UUID account, UUID id, Person author, Problem problem, String status, @Nullable UUID handoff,
        @Nullable Person holder, Instant createdAt) {
    /** Of {@value #ROUND} sessions of a desk. */
    static final int HANDED_OFF = 16;
    static final int ROUND = 20;

    private static final int ACTIVE = 2;
    private static final int PARKED = 3;
    private static final int STEPS = 9;
    private static final Duration UNTIL_ESCALATED = Duration.ofMinutes(40);
    private static final Duration UNTIL_CLAIMED = Duration.ofMinutes(55);
    private static final Duration UNTIL_THE_END = Duration.ofHours(2);

    /** @param number from 0, of those of the desk */
    static PastSession of(Desk desk, int number, Problem problem, Instant createdAt, Random random) {
        int place = number % ROUND;
        boolean handedOff = place >= ROUND - HANDED_OFF;
        int people = desk.people().size();
        // Not by the same number as what becomes of it: everybody has sessions of every kind.
        int author = random.nextInt(people);
        return new PastSession(desk.id().value(), timeOrdered(createdAt, random), desk.people().get(author), problem,
                place < ACTIVE ? "active" : place < PARKED ? "parked" : "resolved",
                handedOff ? timeOrdered(createdAt.plus(UNTIL_ESCALATED), random) : null,
                handedOff ? desk.people().get((author + 1 + random.nextInt(people - 1)) % people) : null, createdAt);
    }

    static CopyIn sessions(Connection connection) throws SQLException {
        return new CopyIn(connection, "ai_session", "account_id", "id", "author_id", "problem_summary", "domain",
                "psa_ticket_id", "status", "escalated_to", "claimed_handoff_id", "step_count", "resolution", "fixed_by",
                "created_at", "last_activity_at");
    }

    void writeSession(CopyIn sessions) throws SQLException, IOException {
        boolean resolved = status.equals("resolved");
        sessions.row(account, id, author.id(), problem.summary(), problem.domain(), problem.ticket(), status,
                holder == null ? null : holder.id(), handoff, STEPS, resolved ? problem.resolution() : null,
                resolved ? problem.fixedBy() : null, createdAt, createdAt.plus(UNTIL_THE_END));
    }

    static CopyIn handoffs(Connection connection) throws SQLException {
        return new CopyIn(connection, "handoff", "account_id", "id", "session_id", "intent", "status", "reason",
                "notes",
                "priority", "problem_summary", "domain", "psa_ticket_id", "step_count", "handed_off_by", "created_at",
                "claimed_by", "claimed_at", "version");
    }

    /** Nothing for a session that was not handed off. */
    void writeHandoff(CopyIn handoffs) throws SQLException, IOException {
        if (handoff != null && holder != null) {
            handoffs.row(account, handoff, id, "escalate", "claimed", "Needs somebody with more rights",
                    "All that I may do was done. The log shows failures that I may not open.", "normal",
                    problem.summary(), problem.domain(), problem.ticket(), STEPS, author.id(),
                    createdAt.plus(UNTIL_ESCALATED), holder.id(), createdAt.plus(UNTIL_CLAIMED), 2);
        }
    }

    /** UUIDv7, as the service makes them: rows of one time lie together in the primary key. */
    private static UUID timeOrdered(Instant time, Random random) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12),
                Long.MIN_VALUE | random.nextLong() >>> 2);
    }
}
