package dev.baton.handoff.identity.membership;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Members;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Admins and owners change what a person is called and may do, and whether they may at all. */
@Service
public class MemberChanges {
    private final JdbcClient jdbc;
    private final Memberships memberships;
    private final Members members;
    private final MemberHistory history;

    MemberChanges(JdbcClient jdbc, Memberships memberships, Members members, MemberHistory history) {
        this.jdbc = jdbc;
        this.memberships = memberships;
        this.members = members;
        this.history = history;
    }

    /**
     * Changes a person. Whoever is deactivated or gets a lower role is signed out everywhere; an access token that they
     * still have ends within 15 minutes (W5). The directory topic tells of it, which ends their streams at once.
     *
     * @throws NotFound 404
     * @throws NotAnAdmin 403
     * @throws OwnerOnly 403
     * @throws LastOwner 409
     * @throws OwnMembership 409
     * @throws NeverJoined 409
     */
    @Transactional
    public Membership change(Actor actor, UserId id, MemberPatch patch) {
        Role acting = memberships.beginChange(actor);
        Memberships.Locked locked = memberships.lock(id).orElseThrow(NotFound::new);
        Membership before = locked.person();
        refuseUnlessAllowed(actor, acting, locked, patch);
        update(id, patch);
        if (patch.deactivates(before)) {
            jdbc.sql("DELETE FROM invitation WHERE member_id = :id").param("id", id.value()).update();
        }
        if (patch.deactivates(before) || patch.demotes(before)) {
            members.endSignIns(id);
        }
        history.changed(actor, before, patch);
        if (locked.joined()) {
            members.find(id).ifPresent(members::announce);
        }
        return memberships.find(id).orElseThrow(NotFound::new);
    }

    private void refuseUnlessAllowed(Actor actor, Role acting, Memberships.Locked locked, MemberPatch patch) {
        Membership person = locked.person();
        if (acting != Role.OWNER && (person.role() == Role.OWNER || patch.makesOwner())) {
            throw new OwnerOnly();
        }
        boolean goes = patch.changesRole(person) || patch.deactivates(person);
        if (goes && person.isActiveOwner() && !memberships.hasOtherOwner(person.id())) {
            throw new LastOwner();
        }
        if (actor.id().equals(person.id()) && (goes || patch.activates(person))) {
            throw new OwnMembership();
        }
        if (patch.activates(person) && !locked.joined()) {
            throw new NeverJoined();
        }
    }

    private void update(UserId id, MemberPatch patch) {
        jdbc.sql("""
                UPDATE member
                SET name = COALESCE(CAST(:name AS text), name), role = COALESCE(CAST(:role AS text), role),
                    time_zone = COALESCE(CAST(:zone AS text), time_zone),
                    status = COALESCE(CAST(:status AS text), status),
                    invited = invited AND CAST(:status AS text) IS NULL
                WHERE id = :id
                """)
                .param("name", patch.name())
                .param("role", patch.role() == null ? null : Columns.constant(patch.role()))
                .param("zone", patch.timeZone())
                .param("status", patch.status() == null ? null : Columns.constant(patch.status()))
                .param("id", id.value())
                .update();
    }
}
