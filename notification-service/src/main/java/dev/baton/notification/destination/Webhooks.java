package dev.baton.notification.destination;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.optionalInstant;
import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.platform.security.Actor;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The webhooks of the account that is bound as the tenant. All methods run in the caller's transaction. */
@Repository
public class Webhooks {
    private static final String SHOWN = "id, kind, state, host, set_by_id, set_by_name, set_at, disabled_at, disabled_reason";

    private final JdbcClient jdbc;
    private final UrlSeal seal;
    private final Clock clock;

    Webhooks(JdbcClient jdbc, UrlSeal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** Of every kind that was set, also what is disabled. */
    public List<Webhook> of(AccountId account) {
        return jdbc.sql("SELECT " + SHOWN + " FROM webhook WHERE account_id = :account ORDER BY kind")
                .param("account", account.value())
                .query((row, n) -> webhook(row))
                .list();
    }

    /** Of every kind that was set, by the name of the channel that goes there. */
    public Map<String, UUID> byChannel(AccountId account) {
        return of(account).stream().collect(Collectors.toMap(webhook -> webhook.kind().code(), Webhook::id));
    }

    /** Held until the end of the transaction. */
    Optional<Webhook> lock(AccountId account, WebhookKind kind) {
        return jdbc.sql("SELECT " + SHOWN + " FROM webhook WHERE account_id = :account AND kind = :kind FOR UPDATE")
                .param("account", account.value())
                .param("kind", kind.code())
                .query((row, n) -> webhook(row))
                .optional();
    }

    /**
     * Of a row that holds {@code sealed_url} and {@code key_id}.
     *
     * @throws IllegalStateException when no configured key opens it
     */
    public URI open(AccountId account, UUID webhook, ResultSet row) throws SQLException {
        UrlSeal.Sealed sealed = new UrlSeal.Sealed(row.getString("key_id"), row.getString("sealed_url"));
        return URI.create(seal.open(account, webhook, sealed));
    }

    /** Keeps the id of what it replaces, so that messages that wait go to the new place. */
    Webhook put(Actor actor, WebhookKind kind, UUID newId, WebhookUrl url) {
        AccountId account = actor.accountId();
        UUID id = lock(account, kind, newId, url, actor);
        // Encrypted with the id that the row really has: another replica may have been first with another one.
        UrlSeal.Sealed sealed = seal.seal(account, id, url.uri().toString());
        return jdbc.sql("""
                UPDATE webhook
                SET state = 'active', version = version + 1, host = :host, sealed_url = :url, key_id = :key,
                    set_by_id = :by, set_by_name = :name, set_at = :now, disabled_at = NULL, disabled_reason = NULL
                WHERE account_id = :account AND id = :id
                RETURNING %s""".formatted(SHOWN))
                .param("account", account.value())
                .param("id", id)
                .param("host", url.host())
                .param("url", sealed.text())
                .param("key", sealed.keyId())
                .param("by", actor.id().value())
                .param("name", actor.name())
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> webhook(row))
                .single();
    }

    private UUID lock(AccountId account, WebhookKind kind, UUID newId, WebhookUrl url, Actor actor) {
        // DO UPDATE and not NOTHING: it returns and locks the row that is there.
        return jdbc.sql("""
                INSERT INTO webhook (account_id, id, kind, state, version, host, sealed_url, key_id,
                    set_by_id, set_by_name, set_at)
                VALUES (:account, :id, :kind, 'active', 0, :host, '', '', :by, :name, :now)
                ON CONFLICT (account_id, kind) DO UPDATE SET host = excluded.host
                RETURNING id""")
                .param("account", account.value())
                .param("id", newId)
                .param("kind", kind.code())
                .param("host", url.host())
                .param("by", actor.id().value())
                .param("name", actor.name())
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> uuid(row, "id"))
                .single();
    }

    Optional<Webhook> remove(AccountId account, WebhookKind kind) {
        return jdbc.sql("DELETE FROM webhook WHERE account_id = :account AND kind = :kind RETURNING " + SHOWN)
                .param("account", account.value())
                .param("kind", kind.code())
                .query((row, n) -> webhook(row))
                .optional();
    }

    /** Empty when it is disabled already, or has another URL than the one that answered. */
    Optional<Webhook> disable(AccountId account, UUID id, long version, String reason) {
        Instant now = clock.instant();
        return jdbc.sql("""
                UPDATE webhook SET state = 'disabled', disabled_at = :now, disabled_reason = :reason
                WHERE account_id = :account AND id = :id AND version = :version AND state = 'active'
                RETURNING %s""".formatted(SHOWN))
                .param("account", account.value())
                .param("id", id)
                .param("version", version)
                .param("reason", reason)
                .param("now", timestamp(now))
                .query((row, n) -> webhook(row))
                .optional();
    }

    /** Whether it still has the URL of this version. */
    boolean isCurrent(AccountId account, UUID id, long version) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM webhook WHERE account_id = :account AND id = :id AND version = :version)
                """)
                .param("account", account.value())
                .param("id", id)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(uuid(row, "id"), WebhookKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("host"),
                uuid(row, "set_by_id"), row.getString("set_by_name"), instant(row, "set_at"),
                optionalInstant(row, "disabled_at").orElse(null), row.getString("disabled_reason"));
    }
}
