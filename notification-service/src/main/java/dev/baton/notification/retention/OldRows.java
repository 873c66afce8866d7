package dev.baton.notification.retention;

import static dev.baton.platform.database.Columns.timestamp;

import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows of all accounts that have been kept for long enough, as the worker role sees them. Each call is a transaction, and
 * one replica removes at a time: for the others there is nothing to remove meanwhile.
 */
@Repository
class OldRows {
    // What waits for anything is left, however old. SKIP LOCKED: an erasure changes many rows in an order of its own.
    private static final String DELIVERIES = """
            WITH old AS MATERIALIZED (
                SELECT account_id, id FROM delivery WHERE created_at < :before AND due_at IS NULL
                LIMIT :batch FOR UPDATE SKIP LOCKED)
            DELETE FROM delivery d USING old o WHERE d.account_id = o.account_id AND d.id = o.id""";
    // What the record of a delivery is found by stays as long as there is one. Who erases a person changes many handoffs,
    // in an order of its own: waiting for it could become waiting for each other.
    private static final String HANDOFFS = """
            WITH old AS MATERIALIZED (
                SELECT account_id, handoff_id FROM handoff_state h WHERE escalated_at < :before AND status <> 'open'
                  AND NOT EXISTS (SELECT FROM delivery d
                                  WHERE d.account_id = h.account_id AND d.handoff_id = h.handoff_id)
                LIMIT :batch FOR UPDATE SKIP LOCKED)
            DELETE FROM handoff_state h USING old o WHERE h.account_id = o.account_id AND h.handoff_id = o.handoff_id""";
    private static final String HOLES = """
            WITH old AS MATERIALIZED (
                SELECT account_id, group_name, topic, epoch, seq FROM inbox_hole WHERE recorded_at < :before LIMIT :batch)
            DELETE FROM inbox_hole h USING old o
            WHERE h.account_id = o.account_id AND h.group_name = o.group_name AND h.topic = o.topic
              AND h.epoch = o.epoch AND h.seq = o.seq""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OldRows(@Qualifier("worker") JdbcClient jdbc, @Qualifier("worker") TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Deliveries that are decided; returns how many there were. */
    int removeDeliveries(Instant before, int atMost) {
        return remove(DELIVERIES, before, atMost);
    }

    /** Handoffs that nobody waits for and no delivery is about. */
    int removeHandoffs(Instant before, int atMost) {
        return remove(HANDOFFS, before, atMost);
    }

    /** Holes that nothing can fill any more. */
    int removeHoles(Instant before, int atMost) {
        return remove(HOLES, before, atMost);
    }

    private int remove(String sql, Instant before, int atMost) {
        return Objects.requireNonNull(transaction.execute(status -> isOurTurn()
                ? jdbc.sql(sql).param("before", timestamp(before)).param("batch", atMost).update()
                : 0));
    }

    private boolean isOurTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('retention', 0))")
                .query(Boolean.class)
                .single();
    }
}
