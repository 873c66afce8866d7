package dev.baton.notification.handoff;

import dev.baton.events.AccountId;
import dev.baton.events.EscalationTitle;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.UserId;
import dev.baton.notification.recipient.Recipients;
import dev.baton.platform.database.Columns;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this service knows of handoffs from their events. All methods run in the caller's transaction. */
@Repository
public class KnownHandoffs {
    private final JdbcClient jdbc;
    private final Recipients recipients;

    KnownHandoffs(JdbcClient jdbc, Recipients recipients) {
        this.jdbc = jdbc;
        this.recipients = recipients;
    }

    public void rememberOpen(AccountId account, HandoffCard card) {
        remember(account, card, Standing.Status.OPEN, null);
    }

    public void rememberClaimed(AccountId account, HandoffCard card, UserId claimer) {
        remember(account, card, Standing.Status.CLAIMED, claimer);
    }

    public void rememberCancelled(AccountId account, HandoffCard card) {
        remember(account, card, Standing.Status.CANCELLED, null);
    }

    public void rememberReturned(AccountId account, HandoffCard card) {
        remember(account, card, Standing.Status.RETURNED, null);
    }

    /** False if it was known, or if somebody else has claimed it. */
    public boolean rememberWorkedOn(AccountId account, HandoffId handoff, UserId by) {
        return markWorkedOn(account, handoff, by);
    }

    /** Whoever resolved its session. False if it was known that somebody worked on it. */
    public boolean rememberResolved(AccountId account, HandoffId handoff) {
        return markWorkedOn(account, handoff, null);
    }

    private boolean markWorkedOn(AccountId account, HandoffId handoff, @Nullable UserId claimer) {
        return jdbc.sql("""
                UPDATE handoff_state SET worked_on = true
                WHERE account_id = :account AND handoff_id = :handoff AND NOT worked_on
                  AND claimed_by = coalesce(CAST(:claimer AS uuid), claimed_by)""")
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("claimer", claimer == null ? null : claimer.value())
                .update() == 1;
    }

    /** Empty for a handoff of which nothing was read. */
    public Optional<Standing> standing(AccountId account, HandoffId handoff) {
        return jdbc.sql("""
                SELECT status, claimed_by, worked_on FROM handoff_state
                WHERE account_id = :account AND handoff_id = :handoff""")
                .param("account", account.value())
                .param("handoff", handoff.value())
                .query((row, n) -> new Standing(Standing.Status.of(row.getString("status")),
                        Columns.optionalUuid(row, "claimed_by").map(UserId::new).orElse(null),
                        row.getBoolean("worked_on")))
                .optional();
    }

    public boolean contains(AccountId account, HandoffId handoff) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM handoff_state WHERE account_id = :account AND handoff_id = :handoff)""")
                .param("account", account.value())
                .param("handoff", handoff.value())
                .query(Boolean.class)
                .single();
    }

    private void remember(AccountId account, HandoffCard card, Standing.Status status, @Nullable UserId claimer) {
        // A dead letter may be replayed after later events: the higher version stays.
        jdbc.sql("""
                INSERT INTO handoff_state (account_id, handoff_id, session_id, version, status, title, problem_summary,
                    domain, priority, reason, step_count, psa_ticket_id, escalated_by_id, escalated_by_name, target_id,
                    target_name, escalated_at, claimed_by)
                VALUES (:account, :handoff, :session, :version, :status, :title, :problem,
                    :domain, :priority, :reason, :stepCount, :ticket, :escalator, :escalatedBy, :target, :targetName,
                    :escalatedAt, :claimedBy)
                ON CONFLICT (account_id, handoff_id) DO UPDATE
                SET version = excluded.version, status = excluded.status, title = excluded.title,
                    problem_summary = excluded.problem_summary, domain = excluded.domain, priority = excluded.priority,
                    reason = excluded.reason, step_count = excluded.step_count,
                    psa_ticket_id = excluded.psa_ticket_id, escalated_by_id = excluded.escalated_by_id,
                    escalated_by_name = excluded.escalated_by_name, target_id = excluded.target_id,
                    target_name = excluded.target_name, claimed_by = excluded.claimed_by
                WHERE handoff_state.version < excluded.version""")
                // Events are read late, again, and as replayed dead letters: long after a name in them was erased.
                .params(parameters(account, recipients.withoutErasedNames(account, card)))
                .param("status", status.code())
                .param("claimedBy", claimer == null ? null : claimer.value())
                .update();
    }

    private static Map<String, @Nullable Object> parameters(AccountId account, HandoffCard card) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("account", account.value());
        parameters.put("handoff", card.handoffId().value());
        parameters.put("session", card.sessionId().value());
        parameters.put("version", card.version());
        parameters.put("title", EscalationTitle.of(card));
        parameters.put("problem", card.problemSummary());
        parameters.put("domain", card.domain());
        parameters.put("priority", card.priority().name().toLowerCase(Locale.ROOT));
        parameters.put("reason", card.reason());
        parameters.put("stepCount", card.stepCount());
        parameters.put("ticket", card.psaTicketId());
        parameters.put("escalator", card.handedOffBy().id().value());
        parameters.put("escalatedBy", card.handedOffBy().name());
        parameters.put("target", card.target() == null ? null : card.target().id().value());
        parameters.put("targetName", card.target() == null ? null : card.target().name());
        parameters.put("escalatedAt", Columns.timestamp(card.createdAt()));
        return parameters;
    }
}
