package dev.baton.handoff.identity.invitation;

import dev.baton.events.Role;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.IdentityProperties;
import dev.baton.handoff.identity.membership.MemberAction;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.handoff.identity.membership.Memberships;
import dev.baton.handoff.identity.membership.OwnerOnly;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Admins and owners invite people; the directory knows these only when they have accepted. */
@Service
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
public class Invitations implements NewMembers {
    private final JdbcClient jdbc;
    private final NewMemberRows rows;
    private final Memberships memberships;
    private final MemberHistory history;
    private final IdentityProperties settings;
    private final TimeOrderedUuid ids;
    private final RandomGenerator random;
    private final Clock clock;

    Invitations(JdbcClient jdbc, NewMemberRows rows, Memberships memberships, MemberHistory history,
            IdentityProperties settings, TimeOrderedUuid ids, RandomGenerator random, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.memberships = memberships;
        this.history = history;
        this.settings = settings;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Invited add(Actor actor, NewMember person) {
        if (person.subject() != null) {
            throw new InvalidRequest("subject", "is for people whom an OIDC issuer signs in");
        }
        Role acting = memberships.beginChange(actor);
        OwnerOnly.refuse(acting, person.role());
        UserId id = new UserId(ids.next());
        rows.insert(actor.accountId(), id, person, null);
        return issue(actor, id);
    }

    /**
     * Invites again who has not accepted; the token before is void.
     *
     * @throws NotFound 404
     * @throws AlreadyJoined 409
     * @throws OwnerOnly 403
     */
    @Transactional
    public Invited renew(Actor actor, UserId id) {
        Role acting = memberships.beginChange(actor);
        Memberships.Locked locked = memberships.lock(id).orElseThrow(NotFound::new);
        OwnerOnly.refuse(acting, locked.person().role());
        if (locked.joined()) {
            throw new AlreadyJoined();
        }
        jdbc.sql("UPDATE member SET invited = true WHERE id = :id").param("id", id.value()).update();
        return issue(actor, id);
    }

    private Invited issue(Actor actor, UserId id) {
        InvitationToken token = InvitationToken.make(actor.accountId(), random);
        Instant expires = clock.instant().plus(settings.invitationLife());
        jdbc.sql("""
                INSERT INTO invitation (account_id, member_id, secret_hash, expires_at)
                VALUES (:account, :member, :hash, :expires)
                ON CONFLICT (account_id, member_id) DO UPDATE
                SET secret_hash = excluded.secret_hash, expires_at = excluded.expires_at
                """)
                .param("account", actor.accountId().value())
                .param("member", id.value())
                .param("hash", token.hash())
                .param("expires", Columns.timestamp(expires))
                .update();
        history.did(actor.accountId(), actor.id(), id, MemberAction.INVITED, null);
        return new Invited(memberships.find(id).orElseThrow(NotFound::new), token.text(), expires);
    }
}
