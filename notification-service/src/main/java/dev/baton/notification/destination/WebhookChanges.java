package dev.baton.notification.destination;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.optionalUuid;
import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.destination.WebhookChange.Action;
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

/** The audit trail of webhooks. Rows are written in the transaction of what they tell, and never changed. */
@Repository
class WebhookChanges {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    WebhookChanges(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param actor null where the platform did it */
    void add(AccountId account, Webhook webhook, Action action, @Nullable Actor actor) {
        jdbc.sql("""
                INSERT INTO webhook_change (account_id, id, kind, action, host, by_id, by_name, at)
                VALUES (:account, :id, :kind, :action, :host, :by, :name, :at)""")
                .param("account", account.value())
                .param("id", ids.next())
                .param("kind", webhook.kind().code())
                .param("action", action.code())
                .param("host", webhook.host())
                .param("by", actor == null ? null : actor.id().value())
                .param("name", actor == null ? null : actor.name())
                .param("at", timestamp(clock.instant()))
                .update();
    }

    /** The newest first, from the one before {@code before}. */
    List<WebhookChange> of(AccountId account, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                SELECT id, kind, action, host, by_id, by_name, at FROM webhook_change
                WHERE account_id = :account AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                ORDER BY id DESC
                LIMIT :limit""")
                .param("account", account.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> change(row))
                .list();
    }

    private static WebhookChange change(ResultSet row) throws SQLException {
        return new WebhookChange(uuid(row, "id"), WebhookKind.of(row.getString("kind")).orElseThrow(),
                Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)), row.getString("host"),
                optionalUuid(row, "by_id").orElse(null), row.getString("by_name"), instant(row, "at"));
    }
}
