package dev.baton.notification.handoff;

import dev.baton.events.AccountId;
import dev.baton.events.EscalationTitle;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.notification.recipient.Recipients;
import dev.baton.platform.database.Columns;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
        remember(account, card, "open");
    }

    public void rememberClaimed(AccountId account, HandoffCard card) {
        remember(account, card, "claimed");
    }

    public void rememberCancelled(AccountId account, HandoffCard card) {
        remember(account, card, "cancelled");
    }

    public boolean isOpen(AccountId account, HandoffId handoff) {
        return is("open", account, handoff);
    }

    public boolean isCancelled(AccountId account, HandoffId handoff) {
        return is("cancelled", account, handoff);
    }

    private boolean is(String status, AccountId account, HandoffId handoff) {
        return jdbc.sql("""
                SELECT status = :status FROM handoff_state WHERE account_id = :account AND handoff_id = :handoff""")
                .param("status", status)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public boolean contains(AccountId account, HandoffId handoff) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM handoff_state WHERE account_id = :account AND handoff_id = :handoff)""")
                .param("account", account.value())
                .param("handoff", handoff.value())
                .query(Boolean.class)
                .single();
    }

    private void remember(AccountId account, HandoffCard card, String status) {
        // A dead letter may be replayed after later events: the higher version stays.
        jdbc.sql("""
                INSERT INTO handoff_state (account_id, handoff_id, session_id, version, status, title, problem_summary,
                    domain, priority, reason, step_count, psa_ticket_id, escalated_by_id, escalated_by_name, target_id,
                    target_name, escalated_at)
                VALUES (:account, :handoff, :session, :version, :status, :title, :problem,
                    :domain, :priority, :reason, :stepCount, :ticket, :escalator, :escalatedBy, :target, :targetName,
                    :escalatedAt)
                ON CONFLICT (account_id, handoff_id) DO UPDATE
                SET version = excluded.version, status = excluded.status, title = excluded.title,
                    problem_summary = excluded.problem_summary, domain = excluded.domain, priority = excluded.priority,
                    reason = excluded.reason, step_count = excluded.step_count,
                    psa_ticket_id = excluded.psa_ticket_id, escalated_by_id = excluded.escalated_by_id,
                    escalated_by_name = excluded.escalated_by_name, target_id = excluded.target_id,
                    target_name = excluded.target_name
                WHERE handoff_state.version < excluded.version""")
                // Events are read late, again, and as replayed dead letters: long after a name in them was erased.
                .params(parameters(account, recipients.withoutErasedNames(account, card)))
                .param("status", status)
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
