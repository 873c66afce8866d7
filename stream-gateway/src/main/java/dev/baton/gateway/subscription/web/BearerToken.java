package dev.baton.gateway.subscription.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Authorization} header (RFC 6750, section 2.1). */
final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    static Optional<String> of(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> !value.isEmpty());
    }
}
