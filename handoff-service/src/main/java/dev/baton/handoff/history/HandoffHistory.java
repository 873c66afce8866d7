package dev.baton.handoff.history;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.SessionId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail of handoffs (T8): rows of the transactions that they tell of, never changed. */
@Service
public class HandoffHistory {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    HandoffHistory(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Something that a person did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void did(Actor actor, HandoffId handoff, HistoryEntry.Action action, @Nullable String detail) {
        append(actor.accountId(), handoff, action, actor.id(), detail);
    }

    /** Something that the platform did by itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void happened(AccountId account, HandoffId handoff, HistoryEntry.Action action, @Nullable String detail) {
        append(account, handoff, action, null, detail);
    }

    private void append(AccountId account, HandoffId handoff, HistoryEntry.Action action, @Nullable UserId actor,
            @Nullable String detail) {
        jdbc.sql("""
                INSERT INTO handoff_history (account_id, handoff_id, id, action, actor_id, at, detail)
                VALUES (:account, :handoff, :id, :action, :actor, :at, :detail)
                """)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("id", ids.next())
                .param("action", Columns.constant(action))
                .param("actor", actor == null ? null : actor.value())
                .param("at", Columns.timestamp(clock.instant()))
                .param("detail", detail)
                .update();
    }

    /**
     * What happened to a handoff, in order.
     *
     * @throws NotFound 404, also for what somebody else has parked (H3)
     */
    @Transactional(readOnly = true)
    public List<HistoryEntry> of(Actor reader, SessionId session, HandoffId handoff) {
        boolean exists = jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM handoff
                WHERE id = :id AND session_id = :session AND (intent = 'escalate' OR handed_off_by = :reader))
                """)
                .param("id", handoff.value())
                .param("session", session.value())
                .param("reader", reader.id().value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new NotFound();
        }
        return jdbc.sql("""
                SELECT h.id, h.action, h.actor_id, actor.name, h.at, h.detail FROM handoff_history h
                LEFT JOIN member actor ON actor.account_id = h.account_id AND actor.id = h.actor_id
                WHERE h.handoff_id = :handoff ORDER BY h.at, h.id
                """)
                .param("handoff", handoff.value())
                .query((row, number) -> new HistoryEntry(Columns.uuid(row, "id"),
                        Columns.constant(HistoryEntry.Action.class, row, "action"),
                        Columns.optionalUuid(row, "actor_id").isEmpty()
                                ? null
                                : new Person(new UserId(Columns.uuid(row, "actor_id")), row.getString("name")),
                        Columns.instant(row, "at"), row.getString("detail")))
                .list();
    }
}
