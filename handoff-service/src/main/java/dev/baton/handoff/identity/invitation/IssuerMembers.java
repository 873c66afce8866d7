package dev.baton.handoff.identity.invitation;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.identity.Secrets;
import dev.baton.handoff.identity.membership.MemberAction;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.handoff.identity.membership.Memberships;
import dev.baton.handoff.identity.membership.OwnerOnly;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Admins and owners add people whom an OIDC issuer signs in; they have joined from then on. */
@Service
@ConditionalOnProperty(name = "baton.identity.built-in", havingValue = "false")
public class IssuerMembers implements NewMembers {
    private final NewMemberRows rows;
    private final Memberships memberships;
    private final Members members;
    private final MemberHistory history;
    private final String hashOfNobodysPassword;

    IssuerMembers(NewMemberRows rows, Memberships memberships, Members members, MemberHistory history,
            PasswordEncoder passwords, RandomGenerator random) {
        this.rows = rows;
        this.memberships = memberships;
        this.members = members;
        this.history = history;
        // A row has a password from joining on. Nobody keeps this one, should the service ever sign people in itself again.
        this.hashOfNobodysPassword = passwords.encode(Secrets.make(random));
    }

    @Override
    @Transactional
    public Invited add(Actor actor, NewMember person) {
        UserId subject = person.subject();
        if (subject == null) {
            throw new InvalidRequest("subject", "is required where an OIDC issuer signs people in");
        }
        Role acting = memberships.beginChange(actor);
        OwnerOnly.refuse(acting, person.role());
        // Among members changed one at a time nobody comes between this look and the insert.
        if (members.find(subject).isPresent()) {
            throw new SubjectTaken();
        }
        rows.insert(actor.accountId(), subject, person, hashOfNobodysPassword);
        history.did(actor.accountId(), actor.id(), subject, MemberAction.JOINED, null);
        members.find(subject).ifPresent(members::announce);
        return Invited.withoutNeed(memberships.find(subject).orElseThrow(NotFound::new));
    }
}
