package dev.baton.handoff.history;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail of handoffs (T8). */
@Service
public class HandoffHistory extends AuditTrail<HandoffAction> {
    private final JdbcClient jdbc;

    HandoffHistory(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        super(jdbc, ids, clock, HandoffAction.class, "handoff_history", "handoff_id");
        this.jdbc = jdbc;
    }

    /** Something that a person did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void did(Actor actor, HandoffId handoff, HandoffAction action, @Nullable String detail) {
        append(actor.accountId(), handoff.value(), action, actor.id(), detail);
    }

    /** That a handoff was made, sent with it; without an actor it is the platform's own doing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void began(Writes writes, AccountId account, HandoffId handoff, HandoffAction action,
            @Nullable UserId actor) {
        append(writes, account, handoff.value(), action, actor, null);
    }

    /** Something that the platform did by itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void happened(AccountId account, HandoffId handoff, HandoffAction action, @Nullable String detail) {
        append(account, handoff.value(), action, null, detail);
    }

    /** How often something happened to a handoff. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int count(HandoffId handoff, HandoffAction action) {
        return jdbc.sql("SELECT count(*) FROM handoff_history WHERE handoff_id = :id AND action = :action")
                .param("id", handoff.value())
                .param("action", Columns.constant(action))
                .query(Integer.class)
                .single();
    }

    /** When something happened to a handoff for the last time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Instant> lastTime(HandoffId handoff, HandoffAction action) {
        return jdbc.sql("SELECT max(at) AS at FROM handoff_history WHERE handoff_id = :id AND action = :action")
                .param("id", handoff.value())
                .param("action", Columns.constant(action))
                .query((row, number) -> Columns.optionalInstant(row, "at"))
                .single();
    }

    /**
     * What happened to a handoff, in order.
     *
     * @throws NotFound 404, also for what somebody else has parked (H3)
     */
    @Transactional(readOnly = true)
    public List<AuditEntry<HandoffAction>> of(Actor reader, SessionId session, HandoffId handoff) {
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
        return entries(handoff.value());
    }
}
