package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import java.util.random.RandomGenerator;

/**
 * What the refresh cookie holds: the account, so that its rows can be read under row-level security before anybody is
 * signed in, and 256 random bits, of which only the hash is stored.
 */
public record RefreshToken(AccountId account, String secret) {
    static RefreshToken make(AccountId account, RandomGenerator random) {
        return new RefreshToken(account, Secrets.make(random));
    }

    /**
     * Reads a cookie.
     *
     * @throws InvalidRefreshToken when it is not one of ours
     */
    public static RefreshToken parse(String cookie) {
        int dot = cookie.indexOf('.');
        try {
            return new RefreshToken(AccountId.of(cookie.substring(0, Math.max(dot, 0))), cookie.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            throw new InvalidRefreshToken();
        }
    }

    public String cookie() {
        return account + "." + secret;
    }

    byte[] hash() {
        return Secrets.hash(secret);
    }

    @Override
    public String toString() {
        return "RefreshToken of " + account;
    }
}
