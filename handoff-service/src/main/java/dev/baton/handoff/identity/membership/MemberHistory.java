package dev.baton.handoff.identity.membership;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.handoff.history.AuditEntry;
import dev.baton.handoff.history.AuditTrail;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail of memberships. */
@Service
public class MemberHistory extends AuditTrail<MemberAction> {
    private final JdbcClient jdbc;

    MemberHistory(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        super(jdbc, ids, clock, MemberAction.class, "member_change", "member_id");
        this.jdbc = jdbc;
    }

    /** Something that one person did to the membership of another, or to their own. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void did(AccountId account, UserId actor, UserId member, MemberAction action, @Nullable String detail) {
        append(account, member.value(), action, actor, detail);
    }

    /** Everything that a patch made different. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Actor actor, Membership before, MemberPatch patch) {
        if (patch.renames(before)) {
            did(actor, before, MemberAction.RENAMED, before.name());
        }
        if (patch.role() != null && patch.changesRole(before)) {
            did(actor, before, MemberAction.ROLE_CHANGED, patch.role().name().toLowerCase(Locale.ROOT));
        }
        if (patch.movesTimeZone(before)) {
            did(actor, before, MemberAction.TIME_ZONE_CHANGED, patch.timeZone());
        }
        if (patch.deactivates(before)) {
            did(actor, before, MemberAction.DEACTIVATED, null);
        }
        if (patch.activates(before)) {
            did(actor, before, MemberAction.ACTIVATED, null);
        }
    }

    private void did(Actor actor, Membership member, MemberAction action, @Nullable String detail) {
        did(actor.accountId(), actor.id(), member.id(), action, detail);
    }

    /** What a person is called, and was called before. */
    @Transactional(readOnly = true)
    public Set<String> namesOf(Membership person) {
        Set<String> names = new HashSet<>(jdbc.sql("""
                SELECT detail FROM member_change WHERE member_id = :id AND action = 'renamed' AND detail IS NOT NULL
                """).param("id", person.id().value()).query(String.class).list());
        names.add(person.name());
        return names;
    }

    /** When they were deactivated last; empty for whoever has never been active. */
    @Transactional(readOnly = true)
    public Optional<Instant> deactivatedAt(UserId member) {
        return jdbc.sql("""
                SELECT at FROM member_change WHERE member_id = :id AND action = 'deactivated' ORDER BY at DESC LIMIT 1
                """)
                .param("id", member.value())
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    /** That a person was erased; the names that they had go with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Actor actor, UserId member) {
        jdbc.sql(
                "UPDATE member_change SET detail = NULL WHERE member_id = :id AND action IN ('renamed', 'time_zone_changed')")
                .param("id", member.value())
                .update();
        did(actor.accountId(), actor.id(), member, MemberAction.ERASED, null);
    }

    /**
     * What was done to a membership, in order.
     *
     * @throws NotFound 404
     */
    @Transactional(readOnly = true)
    public List<AuditEntry<MemberAction>> of(UserId member) {
        boolean exists = jdbc.sql("SELECT EXISTS (SELECT 1 FROM member WHERE id = :id)")
                .param("id", member.value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new NotFound();
        }
        return entries(member.value());
    }
}
