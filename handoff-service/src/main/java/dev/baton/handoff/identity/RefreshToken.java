package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What the refresh cookie holds: the account, so that its rows can be read under row-level security before anybody is
 * signed in, and 256 random bits, of which only the hash is stored.
 */
public record RefreshToken(AccountId account, String secret) {
    private static final int SECRET_BYTES = 32;

    static RefreshToken make(AccountId account, RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new RefreshToken(account, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken of " + account;
    }
}
