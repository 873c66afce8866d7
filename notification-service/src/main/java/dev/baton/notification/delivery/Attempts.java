package dev.baton.notification.delivery;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.PickUpNotice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The two writes around the wire, under the claim's token. The claim's account must be bound as the tenant. */
@Repository
class Attempts {
    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    Attempts(JdbcClient jdbc, DeliveryProperties properties, DeliveryMetrics metrics, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The last look before the wire: still ours, in time, the handoff open, the person eligible. If so the delivery is
     * {@code sending} from here on; if not, it is suppressed or expired, or a person is asked when an earlier message
     * may have been accepted, unless another replica has it by now.
     */
    @Transactional
    public Optional<Attempt> begin(Claim claim) {
        Instant now = clock.instant();
        // One statement: a claim event that commits meanwhile either waits for this row or makes it not match.
        Optional<Attempt> attempt = jdbc
                .sql("""
                        UPDATE delivery d SET state = 'sending', attempts = d.attempts + 1, due_at = :leaseEnd
                        FROM handoff_state h, person p
                        WHERE d.account_id = :account AND d.id = :id AND d.claim_token = :token AND d.state = 'claimed'
                          AND d.expires_at > :now
                          AND h.account_id = d.account_id AND h.handoff_id = d.handoff_id AND h.status = 'open'
                          AND p.account_id = d.account_id AND p.user_id = d.recipient_id AND p.may_pick_up
                        RETURNING d.id, d.handoff_id, d.attempts, d.happened_at, d.expires_at, h.session_id, h.title,
                            h.problem_summary, h.domain, h.priority, h.reason, h.step_count, h.psa_ticket_id, h.escalated_by_name, h.target_name,
                            h.escalated_at, p.name AS recipient_name, p.email""")
                .param("account", claim.account().value())
                .param("id", claim.id().value())
                .param("token", claim.token())
                .param("now", timestamp(now))
                .param("leaseEnd", timestamp(now.plus(properties.sendingLease())))
                .query((row, n) -> attempt(row))
                .optional();
        if (attempt.isEmpty()) {
            giveUp(claim, now);
        }
        return attempt;
    }

    /** Says why {@link #begin} did not match; zero rows mean that the delivery is somebody else's by now. */
    private void giveUp(Claim claim, Instant now) {
        jdbc.sql("""
                UPDATE delivery d
                SET state = CASE WHEN d.possible_repeat THEN 'needs_review'
                                 WHEN d.expires_at <= :now THEN 'expired' ELSE 'suppressed' END,
                    reason = CASE WHEN d.possible_repeat THEN d.reason
                                  WHEN d.expires_at <= :now THEN :tooLate
                                  WHEN h.status <> 'open' THEN :claimed ELSE :notEligible END,
                    due_at = NULL, claim_token = NULL
                FROM handoff_state h
                WHERE d.account_id = :account AND d.id = :id AND d.claim_token = :token AND d.state = 'claimed'
                  AND h.account_id = d.account_id AND h.handoff_id = d.handoff_id
                RETURNING d.state""")
                .param("account", claim.account().value())
                .param("id", claim.id().value())
                .param("token", claim.token())
                .param("now", timestamp(now))
                .param("tooLate", Reasons.TOO_LATE)
                .param("claimed", Reasons.HANDOFF_CLAIMED)
                .param("notEligible", Reasons.RECIPIENT_NOT_ELIGIBLE)
                .query(String.class)
                .optional()
                .ifPresent(state -> metrics.reached(DeliveryState.of(state), claim.destination().channel()));
    }

    /** Writes what came of it. False means fenced: the lease was over, and the delivery is no longer ours to decide. */
    @Transactional
    public boolean complete(Claim claim, Verdict verdict) {
        Instant now = clock.instant();
        return jdbc.sql("""
                UPDATE delivery
                SET state = :state, reason = :reason, provider_answer = :answer, due_at = :dueAt, claim_token = NULL,
                    accepted_at = :acceptedAt
                WHERE account_id = :account AND id = :id AND claim_token = :token AND state = 'sending'""")
                .param("account", claim.account().value())
                .param("id", claim.id().value())
                .param("token", claim.token())
                .param("state", verdict.state().code())
                .param("reason", verdict.reason())
                .param("answer", verdict.answer())
                .param("dueAt", optional(verdict.dueAt()))
                .param("acceptedAt", verdict.state() == DeliveryState.ACCEPTED ? timestamp(now) : null)
                .update() == 1;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        PickUpNotice notice = new PickUpNotice(new DeliveryId(uuid(row, "id")), new HandoffId(uuid(row, "handoff_id")),
                new SessionId(uuid(row, "session_id")), row.getString("title"), row.getString("problem_summary"),
                row.getString("domain"), Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                row.getString("reason"), row.getInt("step_count"), row.getString("psa_ticket_id"),
                row.getString("escalated_by_name"), row.getString("target_name"), instant(row, "escalated_at"),
                row.getString("recipient_name"), row.getString("email"));
        return new Attempt(notice, row.getInt("attempts"), instant(row, "happened_at"), instant(row, "expires_at"));
    }

    private static @Nullable OffsetDateTime optional(@Nullable Instant time) {
        return time == null ? null : timestamp(time);
    }
}
