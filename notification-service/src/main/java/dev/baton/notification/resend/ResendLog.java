package dev.baton.notification.resend;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The audit trail of resends. Rows are written in the transaction of what they tell, and never changed. They hold no name:
 * that is the directory's, and goes with the person.
 */
@Repository
class ResendLog {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    ResendLog(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param given as it was */
    void add(Actor actor, Delivery given) {
        jdbc.sql("""
                INSERT INTO delivery_resend (account_id, delivery_id, id, by_id, at, state, reason, attempts)
                VALUES (:account, :delivery, :id, :by, :at, :state, :reason, :attempts)""")
                .param("account", actor.accountId().value())
                .param("delivery", given.id().value())
                .param("id", ids.next())
                .param("by", actor.id().value())
                .param("at", timestamp(clock.instant()))
                .param("state", given.state().code())
                .param("reason", given.reason())
                .param("attempts", given.attempts())
                .update();
    }

    /** The newest first, from the one before {@code before}. */
    List<Resend> of(AccountId account, DeliveryId delivery, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                SELECT r.id, r.by_id, p.name, r.at, r.state, r.reason, r.attempts FROM delivery_resend r
                    LEFT JOIN person p ON p.account_id = r.account_id AND p.user_id = r.by_id
                WHERE r.account_id = :account AND r.delivery_id = :delivery
                  AND (CAST(:before AS uuid) IS NULL OR r.id < CAST(:before AS uuid))
                ORDER BY r.id DESC
                LIMIT :limit""")
                .param("account", account.value())
                .param("delivery", delivery.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> resend(row))
                .list();
    }

    private static Resend resend(ResultSet row) throws SQLException {
        return new Resend(uuid(row, "id"), uuid(row, "by_id"), row.getString("name"), instant(row, "at"),
                DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("reason"),
                row.getInt("attempts"));
    }
}
