package dev.baton.handoff.identity.invitation;

import dev.baton.handoff.identity.membership.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was invited, or added where an OIDC issuer lets them in.
 *
 * @param invitation the token, this one time; null in the answer to a repeated request, and for who needs none
 * @param expiresAt of the token; null for who needs none
 */
public record Invited(Membership member, @Nullable String invitation, @Nullable Instant expiresAt) {
    static Invited withoutNeed(Membership member) {
        return new Invited(member, null, null);
    }

    /** What may be kept: the token would be a password in clear. */
    public Invited withoutToken() {
        return new Invited(member, null, expiresAt);
    }

    @Override
    public String toString() {
        return "Invited " + member.id();
    }
}
