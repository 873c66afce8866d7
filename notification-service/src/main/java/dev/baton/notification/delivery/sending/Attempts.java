package dev.baton.notification.delivery.sending;

import static dev.baton.platform.database.Columns.timestamp;

import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.delivery.LastLook;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The two writes around the wire, under the claim's token. The claim's account must be bound as the tenant. */
@Repository
class Attempts {
    private static final String CLAIMED = "FROM " + LastLook.SUBJECT
            + " AND d.claim_token = :token AND d.state = 'claimed'";

    private final JdbcClient jdbc;
    private final Notices notices;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Notices notices, DeliveryProperties properties, DeliveryMetrics metrics, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The last look before the wire: still ours, in time, the handoff as the message says, the person eligible
     * or the webhook active. If so the delivery is
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
                        %s
                          AND (%s) IS NULL
                        RETURNING %s""".formatted(CLAIMED, LastLook.WHY_NOT, Notices.COLUMNS))
                .param("account", claim.account().value())
                .param("id", claim.id().value())
                .param("token", claim.token())
                .param("now", timestamp(now))
                .param("leaseEnd", timestamp(now.plus(properties.sendingLease())))
                .query((row, n) -> notices.attempt(row))
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
                    reason = CASE WHEN d.possible_repeat THEN d.reason ELSE %s END,
                    due_at = NULL, claim_token = NULL
                %s
                RETURNING d.state""".formatted(LastLook.WHY_NOT, CLAIMED))
                .param("account", claim.account().value())
                .param("id", claim.id().value())
                .param("token", claim.token())
                .param("now", timestamp(now))
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

    private static @Nullable OffsetDateTime optional(@Nullable Instant time) {
        return time == null ? null : timestamp(time);
    }
}
