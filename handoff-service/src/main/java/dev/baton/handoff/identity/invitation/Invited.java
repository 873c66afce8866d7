package dev.baton.handoff.identity.invitation;

import dev.baton.handoff.identity.membership.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was invited.
 *
 * @param invitation the token, this one time; null in the answer to a repeated request
 * @param expiresAt of the token
 */
public record Invited(Membership member, @Nullable String invitation, Instant expiresAt) {
    /** What may be kept: the token would be a password in clear. */
    public Invited withoutToken() {
        return new Invited(member, null, expiresAt);
    }

    @Override
    public String toString() {
        return "Invited " + member.id();
    }
}
