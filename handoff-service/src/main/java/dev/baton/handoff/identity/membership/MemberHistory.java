package dev.baton.handoff.identity.membership;

import dev.baton.events.AccountId;
import dev.baton.events.Person;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail of memberships: rows of the transactions that they tell of, never changed. */
@Service
public class MemberHistory {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    MemberHistory(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Something that one person did to the membership of another, or to their own. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void did(AccountId account, UserId actor, UserId member, MemberHistoryEntry.Action action,
            @Nullable String detail) {
        jdbc.sql("""
                INSERT INTO member_change (account_id, member_id, id, action, actor_id, at, detail)
                VALUES (:account, :member, :id, :action, :actor, :at, :detail)
                """)
                .param("account", account.value())
                .param("member", member.value())
                .param("id", ids.next())
                .param("action", Columns.constant(action))
                .param("actor", actor.value())
                .param("at", Columns.timestamp(clock.instant()))
                .param("detail", detail)
                .update();
    }

    /** Everything that a patch made different. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Actor actor, Membership before, MemberPatch patch) {
        if (patch.renames(before)) {
            did(actor, before, MemberHistoryEntry.Action.RENAMED, null);
        }
        if (patch.role() != null && patch.changesRole(before)) {
            did(actor, before, MemberHistoryEntry.Action.ROLE_CHANGED, patch.role().name().toLowerCase(Locale.ROOT));
        }
        if (patch.movesTimeZone(before)) {
            did(actor, before, MemberHistoryEntry.Action.TIME_ZONE_CHANGED, patch.timeZone());
        }
        if (patch.deactivates(before)) {
            did(actor, before, MemberHistoryEntry.Action.DEACTIVATED, null);
        }
        if (patch.activates(before)) {
            did(actor, before, MemberHistoryEntry.Action.ACTIVATED, null);
        }
    }

    private void did(Actor actor, Membership member, MemberHistoryEntry.Action action, @Nullable String detail) {
        did(actor.accountId(), actor.id(), member.id(), action, detail);
    }

    /**
     * What was done to a membership, in order.
     *
     * @throws NotFound 404
     */
    @Transactional(readOnly = true)
    public List<MemberHistoryEntry> of(UserId member) {
        boolean exists = jdbc.sql("SELECT EXISTS (SELECT 1 FROM member WHERE id = :id AND status <> 'deleted')")
                .param("id", member.value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new NotFound();
        }
        return jdbc.sql("""
                SELECT c.id, c.action, c.actor_id, actor.name, c.at, c.detail FROM member_change c
                JOIN member actor ON actor.account_id = c.account_id AND actor.id = c.actor_id
                WHERE c.member_id = :member ORDER BY c.at, c.id
                """)
                .param("member", member.value())
                .query((row, number) -> new MemberHistoryEntry(Columns.uuid(row, "id"),
                        Columns.constant(MemberHistoryEntry.Action.class, row, "action"),
                        new Person(new UserId(Columns.uuid(row, "actor_id")), row.getString("name")),
                        Columns.instant(row, "at"), row.getString("detail")))
                .list();
    }
}
