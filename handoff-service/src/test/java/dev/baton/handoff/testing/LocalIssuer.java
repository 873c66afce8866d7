package dev.baton.handoff.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.baton.platform.security.Actor;
import dev.baton.testing.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** An OIDC issuer of this machine, which signs with RS256 keys of its own and publishes them over HTTP. */
@TestConfiguration(proxyBeanMethods = false)
public class LocalIssuer {
    public static final String URL = "https://login.example";
    /** As long as a token may live by default. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final RSAKey KEY = newKey();
    private static final String JWKS_URI = TestTokens.serve(new JWKSet(KEY.toPublicJWK()));

    /** A token with the claims that the README asks for. */
    public static String token(Actor actor) {
        return token(actor, claims -> {});
    }

    /** As {@link #token(Actor)}, of now by this clock. */
    public static String token(Clock clock, Actor actor) {
        return sign(claims(clock, actor).build());
    }

    /** One with claims changed, signed with our key all the same. */
    public static String token(Actor actor, Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = claims(Clock.systemUTC(), actor);
        changes.accept(claims);
        return sign(claims.build());
    }

    private static JWTClaimsSet.Builder claims(Clock clock, Actor actor) {
        return TestTokens.claims(clock, actor.accountId(), actor.id(), actor.name(), actor.role())
                .issuer(URL)
                .expirationTime(Date.from(clock.instant().plus(LIFE)));
    }

    private static String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    DynamicPropertyRegistrar keysOfTheIssuer() {
        return registry -> registry.add("baton.security.jwks-uris", () -> JWKS_URI);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("issuer-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
