package dev.baton.handoff.identity.membership;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.handoff.history.AuditEntry;
import dev.baton.handoff.history.AuditTrail;
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
            did(actor, before, MemberAction.RENAMED, null);
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

    /**
     * What was done to a membership, in order.
     *
     * @throws NotFound 404
     */
    @Transactional(readOnly = true)
    public List<AuditEntry<MemberAction>> of(UserId member) {
        boolean exists = jdbc.sql("SELECT EXISTS (SELECT 1 FROM member WHERE id = :id AND status <> 'deleted')")
                .param("id", member.value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new NotFound();
        }
        return entries(member.value());
    }
}
