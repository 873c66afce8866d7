package dev.baton.handoff.identity.invitation;

import dev.baton.events.AccountId;
import dev.baton.handoff.identity.Secrets;
import java.util.random.RandomGenerator;

/**
 * What an invited person shows: the account, so that its rows can be read under row-level security before anybody is
 * signed in, and 256 random bits, of which only the hash is stored.
 */
public record InvitationToken(AccountId account, String secret) {
    static InvitationToken make(AccountId account, RandomGenerator random) {
        return new InvitationToken(account, Secrets.make(random));
    }

    /**
     * Reads what somebody sent.
     *
     * @throws InvalidInvitation 401, when it is not one of ours
     */
    public static InvitationToken parse(String text) {
        int dot = text.indexOf('.');
        try {
            return new InvitationToken(AccountId.of(text.substring(0, Math.max(dot, 0))), text.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            throw new InvalidInvitation();
        }
    }

    String text() {
        return account + "." + secret;
    }

    byte[] hash() {
        return Secrets.hash(secret);
    }

    @Override
    public String toString() {
        return "InvitationToken of " + account;
    }
}
