package dev.baton.platform.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys from the first URI that answers, cached. Safe for use by many threads; while one fetches,
 * the others go on with the keys that are known.
 *
 * <p>Not the cache of the Nimbus library: there a rate limit that is hit counts as an outage, so that a second forged
 * token would be answered 503 instead of 401 (acceptance T3).
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final int TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    private record Known(JWKSet keys, Instant at) {}

    private final SecurityProperties settings;
    private final Clock clock;
    private final DefaultResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile Instant lastAttempt = Instant.EPOCH;

    IssuerKeys(SecurityProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The keys that may have signed the token; none is a bad token.
     *
     * @throws RemoteKeySourceException when no key set is known at all
     */
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        Known usable = usable();
        List<JWK> matches = usable == null ? List.of() : wanted.select(usable.keys());
        boolean stale = usable == null || olderThan(usable, settings.jwksMaxAge());
        // No match may mean that the issuer has rotated: look once more, but not for every forged token.
        if (stale || matches.isEmpty()) {
            fetchUnlessJustTried(usable == null);
            usable = usable();
        }
        if (usable == null) {
            throw new RemoteKeySourceException("no key set of the issuer is known", null);
        }
        return wanted.select(usable.keys());
    }

    private @Nullable Known usable() {
        Known last = known;
        return last == null || olderThan(last, settings.jwksMaxAge().plus(settings.jwksOutageTolerance()))
                ? null
                : last;
    }

    private boolean olderThan(Known keys, Duration age) {
        return keys.at().plus(age).isBefore(clock.instant());
    }

    private void fetchUnlessJustTried(boolean wait) {
        if (wait) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return;
        }
        try {
            Instant now = clock.instant();
            boolean justTried = Duration.between(lastAttempt, now).abs().compareTo(settings.jwksMinInterval()) < 0;
            if (!justTried) {
                lastAttempt = now;
                fetch(now);
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch(Instant now) {
        for (URI uri : settings.jwksUris()) {
            try {
                known = new Known(JWKSet.parse(http.retrieveResource(uri.toURL()).getContent()), now);
                return;
            } catch (IOException | ParseException | IllegalArgumentException e) {
                log.atWarn()
                        .addKeyValue("uri", uri)
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log("key set not fetched");
            }
        }
    }
}
