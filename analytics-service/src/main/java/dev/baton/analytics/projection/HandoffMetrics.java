package dev.baton.analytics.projection;

import static dev.baton.platform.database.Columns.timestamp;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffId;
import dev.baton.events.UserId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows that are measured: one for each handoff, with its claim and the claimer's first action.
 *
 * <p>Effects may come twice and, when a dead letter is replayed, late: applied in any order they end in the same rows.
 * Each is called in the tenant's transaction that also advances the watermark.
 */
@Repository
public class HandoffMetrics {
    private final JdbcClient jdbc;
    private final int generation;

    HandoffMetrics(JdbcClient jdbc, ProjectionProperties properties) {
        this.jdbc = jdbc;
        this.generation = properties.generation();
    }

    public void created(AccountId account, HandoffCard card) {
        row(account, card, """
                INSERT INTO handoff_metric (account_id, generation, handoff_id, session_id, created_at, version)
                VALUES (:account, :generation, :handoff, :session, :created, :version)
                ON CONFLICT DO NOTHING -- whatever is there came from a later event, which has the same and more
                """)
                .update();
    }

    public void claimed(AccountId account, HandoffClaimed claim) {
        HandoffCard card = claim.card();
        oneAtATime(card.handoffId());
        // The row may be missing: a group that starts after retention sees the claim first. The action may be there: a
        // claim that is replayed comes after the actions that followed it.
        row(account, card, """
                INSERT INTO handoff_metric (account_id, generation, handoff_id, session_id, created_at, version,
                    claimed_by, claimed_at, first_action_at)
                VALUES (:account, :generation, :handoff, :session, :created, :version, :claimer, :claimed,
                    (SELECT first_at FROM handoff_action WHERE account_id = :account AND generation = :generation
                        AND handoff_id = :handoff AND actor_id = :claimer))
                ON CONFLICT (account_id, generation, handoff_id) DO UPDATE SET version = excluded.version,
                    claimed_by = excluded.claimed_by, claimed_at = excluded.claimed_at,
                    first_action_at = excluded.first_action_at
                WHERE handoff_metric.version < excluded.version
                """)
                .param("claimer", claim.claimedBy().id().value())
                .param("claimed", timestamp(claim.claimedAt()))
                .update();
    }

    /**
     * A step or a message of a person after the claim (M2). Only the claimer's actions are measured, but the claim may not
     * be known yet, so everybody's are kept.
     */
    public void acted(AccountId account, HandoffId handoff, UserId actor, Instant at) {
        oneAtATime(handoff);
        jdbc.sql("""
                WITH action AS (
                    INSERT INTO handoff_action (account_id, generation, handoff_id, actor_id, first_at)
                    VALUES (:account, :generation, :handoff, :actor, :at)
                    ON CONFLICT (account_id, generation, handoff_id, actor_id)
                        DO UPDATE SET first_at = LEAST(handoff_action.first_at, excluded.first_at)
                    RETURNING first_at)
                UPDATE handoff_metric SET first_action_at = action.first_at FROM action
                WHERE account_id = :account AND generation = :generation AND handoff_id = :handoff
                    AND claimed_by = :actor AND first_action_at IS DISTINCT FROM action.first_at
                """)
                .param("account", account.value())
                .param("generation", generation)
                .param("handoff", handoff.value())
                .param("actor", actor.value())
                .param("at", timestamp(at))
                .update();
    }

    private JdbcClient.StatementSpec row(AccountId account, HandoffCard card, String sql) {
        return jdbc.sql(sql)
                .param("account", account.value())
                .param("generation", generation)
                .param("handoff", card.handoffId().value())
                .param("session", card.sessionId().value())
                .param("created", timestamp(card.createdAt()))
                .param("version", card.version());
    }

    // A claim that is replayed while an action arrives: without it each would miss the other's row, which is not committed
    // yet. A statement of its own, so that the next one sees what the one before us committed.
    private void oneAtATime(HandoffId handoff) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:handoff, :generation))")
                .param("handoff", handoff.toString())
                .param("generation", (long) generation)
                .query((row, number) -> number)
                .single();
    }
}
