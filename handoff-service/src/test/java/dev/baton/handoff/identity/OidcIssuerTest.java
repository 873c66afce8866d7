package dev.baton.handoff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.testing.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** An OIDC issuer signs people in, with RS256 keys of its own, and this service does not. */
@HandoffTest
@TestPropertySource(properties = {"baton.identity.built-in=false", "baton.security.algorithms=RS256",
        "baton.security.issuer=" + OidcIssuerTest.ISSUER})
@DirtiesContext
class OidcIssuerTest {
    static final String ISSUER = "https://login.example";

    private static final RSAKey KEY = newKey();
    private static final String JWKS_URI = TestTokens.serve(new JWKSet(KEY.toPublicJWK()));

    @Autowired
    private Desks desks;

    private Desk desk;

    @DynamicPropertySource
    static void keysOfTheIssuer(DynamicPropertyRegistry registry) {
        registry.add("baton.security.jwks-uris", () -> JWKS_URI);
    }

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void aTokenOfTheIssuerIsAMemberOfTheAccount() {
        assertThat(desks.withToken(token(desk.senior(), ISSUER)).get("/me").ok().get("name").asString())
                .isEqualTo("Sam Reyes");
        String session = desks.withToken(token(desk.junior(), ISSUER))
                .post("/ai-sessions", Map.of("problem_summary", "VPN drops", "domain", "network"))
                .created()
                .get("id")
                .asString();
        desks.withToken(token(desk.junior(), ISSUER)).get("/ai-sessions/" + session).ok();
    }

    @Test
    void whoIsNoMemberIsNobody() {
        Actor stranger = new Actor(desks.open().senior().id(), desk.account(), "Sam Reyes", desk.senior().role());

        desks.withToken(token(stranger, ISSUER)).get("/me").problem(404, "not-found");
    }

    @Test
    void noOtherIssuerAndNoOtherAlgorithmIsTrusted() {
        desks.withToken(token(desk.senior(), "https://other.example")).get("/me").problem(401, "unauthenticated");
        // Good where this service signs people in itself.
        desks.as(desk.senior()).get("/me").problem(401, "unauthenticated");
    }

    @Test
    void whatBelongsToTheBuiltInSignInDoesNotExist() {
        String token = token(desk.owner(), ISSUER);

        for (String path : List.of("/auth/token", "/auth/refresh", "/auth/accept-invitation", "/me/password")) {
            assertThat(desks.withToken(token).post(path, Map.of()).status()).as(path).isEqualTo(404);
        }
        assertThat(desks.withToken(token).get("/.well-known/jwks.json").status()).isEqualTo(404);
        assertThat(desks.withToken(token).post("/members", Map.of()).status()).isEqualTo(405);
    }

    @Test
    void membersAreChangedAllTheSame() {
        assertThat(desks.withToken(token(desk.admin(), ISSUER))
                .patch("/members/" + desk.viewer().id(), Map.of("role", "engineer"))
                .ok()
                .get("role")
                .asString()).isEqualTo("engineer");
    }

    private static String token(Actor actor, String issuer) {
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

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("issuer-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
