package dev.baton.handoff.history;

import dev.baton.events.AccountId;
import dev.baton.events.Person;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who did what to one kind of thing: rows of the transactions that they tell of, never changed but
 * where a person is erased.
 *
 * @param <A> what can be done to it
 */
public abstract class AuditTrail<A extends Enum<A>> {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;
    private final Class<A> actions;
    private final String insert;
    private final String select;

    /**
     * The trail in one table.
     *
     * @param table its name
     * @param subject its column with the id of the thing
     */
    protected AuditTrail(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock, Class<A> actions, String table,
            String subject) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.actions = actions;
        this.insert = """
                INSERT INTO %s (account_id, %s, id, action, actor_id, at, detail)
                VALUES (:account, :subject, :id, :action, :actor, :at, :detail)
                """.formatted(table, subject);
        this.select = """
                SELECT e.id, e.action, e.actor_id, actor.name, e.at, e.detail FROM %s e
                LEFT JOIN member actor ON actor.account_id = e.account_id AND actor.id = e.actor_id
                WHERE e.%s = :subject ORDER BY e.at, e.id
                """.formatted(table, subject);
    }

    /** Adds what happens in the caller's transaction; without an actor it is the platform's own doing. */
    protected void append(AccountId account, UUID subject, A action, @Nullable UserId actor, @Nullable String detail) {
        Writes writes = new Writes();
        append(writes, account, subject, action, actor, detail);
        writes.send(jdbc);
    }

    /** As the other, sent with what else the caller writes. */
    protected void append(Writes writes, AccountId account, UUID subject, A action, @Nullable UserId actor,
            @Nullable String detail) {
        writes.add(insert)
                .param("account", account.value())
                .param("subject", subject)
                .param("id", ids.next())
                .param("action", Columns.constant(action))
                .param("actor", Columns.nullable(actor == null ? null : actor.value()))
                .param("at", Columns.timestamp(clock.instant()))
                .param("detail", Columns.nullable(detail));
    }

    /** What happened to one thing, in order. */
    protected List<AuditEntry<A>> entries(UUID subject) {
        return jdbc.sql(select)
                .param("subject", subject)
                .query((row, number) -> new AuditEntry<>(Columns.uuid(row, "id"),
                        Columns.constant(actions, row, "action"),
                        Columns.optionalUuid(row, "actor_id").isEmpty()
                                ? null
                                : new Person(new UserId(Columns.uuid(row, "actor_id")), row.getString("name")),
                        Columns.instant(row, "at"), row.getString("detail")))
                .list();
    }
}
