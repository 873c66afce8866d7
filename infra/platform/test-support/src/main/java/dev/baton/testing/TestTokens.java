package dev.baton.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An issuer for tests: signs access tokens as handoff-service does (ES256) and serves its public key over HTTP, once
 * per JVM. {@code @PlatformTest} points the service under test at it.
 */
public final class TestTokens {
    public static final String ISSUER = "http://issuer.test";
    public static final String AUDIENCE = "baton";

    private static final Clock REAL_TIME = Clock.systemUTC();
    private static final ECKey KEY = newKey("test-key");
    private static final String JWKS_URI = serve(new JWKSet(KEY.toPublicJWK()));

    private TestTokens() {}

    /** The settings by which a service trusts these tokens. */
    public static Map<String, String> properties() {
        return Map.of("baton.security.issuer", ISSUER, "baton.security.audience", AUDIENCE,
                "baton.security.jwks-uris", JWKS_URI);
    }

    /** The issuer's keys with their private halves, a JWK Set: for a service that signs tokens itself. */
    public static String signingKeys() {
        return new JWKSet(KEY).toString(false);
    }

    /** A token of a person, good for an hour of real time. */
    public static String of(AccountId account, UserId user, String name, Role role) {
        return of(account, user, name, role, claims -> {});
    }

    /** A token of a person, good for an hour by this clock: for tests that move time further than that. */
    public static String of(Clock clock, AccountId account, UserId user, String name, Role role) {
        return sign(KEY, claims(clock, account, user, name, role).build());
    }

    /** A token with claims changed: expired, of another issuer, without a subject, … */
    public static String of(AccountId account, UserId user, String name, Role role,
            Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = claims(account, user, name, role);
        changes.accept(claims);
        return sign(KEY, claims.build());
    }

    /** Somebody of the account, new with each call. */
    public static String of(AccountId account, Role role) {
        return of(account, new UserId(UUID.randomUUID()), "Robin " + role.name().toLowerCase(Locale.ROOT), role);
    }

    /** The claims of a good token, for an hour of real time. */
    public static JWTClaimsSet.Builder claims(AccountId account, UserId user, String name, Role role) {
        return claims(REAL_TIME, account, user, name, role);
    }

    /** The claims of a good token, for an hour by this clock. */
    public static JWTClaimsSet.Builder claims(Clock clock, AccountId account, UserId user, String name, Role role) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.toString())
                .claim("account_id", account.toString())
                .claim("role", role.name().toLowerCase(Locale.ROOT))
                .claim("name", name)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .jwtID(UUID.randomUUID().toString());
    }

    /** Signed by whatever key, for forgeries. */
    public static String sign(ECKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that nobody trusts, whatever its id says. */
    public static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes keys until the JVM ends, without private halves; where they are. */
    public static String serve(JWKSet keys) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] body = keys.toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
