package dev.baton.handoff.identity;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * BCrypt of the SHA-256 of a password. BCrypt alone reads 72 bytes and refuses to hash more, and a password of 128
 * characters is longer.
 */
final class LongPasswords implements PasswordEncoder {
    private final BCryptPasswordEncoder bcrypt;

    LongPasswords(BCryptPasswordEncoder bcrypt) {
        this.bcrypt = bcrypt;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return password == null ? null : bcrypt.encode(digest(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        return password != null && bcrypt.matches(digest(password), encoded);
    }

    // As text: BCrypt ends at a zero byte, which the bare digest may hold.
    private static String digest(CharSequence password) {
        return Base64.getEncoder().encodeToString(Secrets.hash(password.toString()));
    }
}
