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
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** An OIDC issuer of this machine, which signs with RS256 keys of its own and publishes them over HTTP. */
@TestConfiguration(proxyBeanMethods = false)
public class LocalIssuer {
    public static final String URL = "https://login.example";

    private static final RSAKey KEY = newKey();
    private static final String JWKS_URI = TestTokens.serve(new JWKSet(KEY.toPublicJWK()));

    /** A token with the claims that the README asks for. */
    public static String token(Actor actor) {
        return token(actor, URL);
    }

    /** One that names another issuer, though it has our key. */
    public static String token(Actor actor, String issuer) {
        JWTClaimsSet claims = TestTokens.claims(actor.accountId(), actor.id(), actor.name(), actor.role())
                .issuer(issuer)
                .build();
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
