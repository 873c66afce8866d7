package dev.baton.handoff.identity.invitation;

import dev.baton.handoff.identity.membership.OwnerOnly;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.security.Actor;

/** How admins and owners bring people into their account; which way there is depends on who signs people in. */
public interface NewMembers {
    /**
     * Invites a person, or adds them where an OIDC issuer signs them in.
     *
     * @throws InvalidRequest 400, when a subject is given where there is no issuer, or none where there is one
     * @throws SubjectTaken 409
     * @throws EmailTaken 409
     * @throws OwnerOnly 403
     */
    Invited add(Actor actor, NewMember person);
}
