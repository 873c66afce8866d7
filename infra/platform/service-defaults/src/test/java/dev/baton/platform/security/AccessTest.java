package dev.baton.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.platform.sample.ServiceUnderTest;
import dev.baton.testing.MutableClock;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Acceptance T3 and the roles, over a real port. */
class AccessTest extends ServiceUnderTest {
    @Autowired
    MutableClock clock;

    private static final UserId ROBIN = new UserId(UUID.randomUUID());

    @Test
    void aControllerLearnsWhoAsks() {
        JsonNode me = json(get("/me", TestTokens.of(ACME, ROBIN, "Robin", Role.ENGINEER)));

        assertThat(me.path("id").asString()).isEqualTo(ROBIN.toString());
        assertThat(me.path("account_id").asString()).isEqualTo(ACME.toString());
        assertThat(me.path("name").asString()).isEqualTo("Robin");
        assertThat(me.path("role").asString()).isEqualTo("engineer");
        assertThat(json(get("/tenant", ENGINEER)).at("/items/0").asString()).isEqualTo(ACME.toString());
    }

    @Test
    void withoutATokenTheChallengeNamesNoError() {
        HttpResponse<String> response = get("/me", "");

        assertProblem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"baton\"");
    }

    @Test
    void aTokenInTheUrlIsNotLookedAt() {
        assertProblem(get("/me?access_token=" + ENGINEER, ""), 401, "unauthenticated");
    }

    static Stream<String> badTokens() {
        return Stream.of("x", "a.b.c", "..", ENGINEER.substring(0, ENGINEER.length() - 4),
                new PlainJWT(claims().build()).serialize(),
                TestTokens.sign(TestTokens.newKey("test-key"), claims().build()),
                TestTokens.sign(TestTokens.newKey("unknown-key"), claims().build()),
                changed(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60)))),
                changed(claims -> claims.expirationTime(null)),
                changed(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))),
                changed(claims -> claims.audience("another")), changed(claims -> claims.audience((String) null)),
                changed(claims -> claims.issuer("http://evil.test")), changed(claims -> claims.issuer(null)),
                changed(claims -> claims.subject(null)), changed(claims -> claims.subject("robin")),
                changed(claims -> claims.claim("account_id", null)),
                changed(claims -> claims.claim("account_id", "acme")),
                changed(claims -> claims.claim("role", "root")), changed(claims -> claims.claim("role", "ADMIN")),
                changed(claims -> claims.claim("role", null)), changed(claims -> claims.claim("name", null)),
                hmacOfThePublicKey());
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aBadTokenIsUnauthenticated(String token) {
        HttpResponse<String> response = get("/me", token);

        assertProblem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
    }

    @Test
    void aTokenEndsByTheClock() {
        assertThat(get("/me", ENGINEER).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(61));

        assertProblem(get("/me", ENGINEER), 401, "unauthenticated");
    }

    @Test
    void aRoleIncludesThoseBeforeIt() {
        assertThat(get("/admin", TestTokens.of(ACME, Role.OWNER)).statusCode()).isEqualTo(200);
        assertThat(get("/admin", TestTokens.of(ACME, Role.ADMIN)).statusCode()).isEqualTo(200);
        assertProblem(get("/admin", ENGINEER), 403, "forbidden");
    }

    @Test
    void aViewerLearnsNothingOfTheBodyOfAClaim() {
        JsonNode problem = assertProblem(post("/claims", TestTokens.of(ACME, Role.VIEWER), "{"), 403, "forbidden");

        assertThat(problem.path("detail").asString()).isEqualTo("Engineer or admin access required");
    }

    @Test
    void anOpenRouteIgnoresAStaleToken() {
        assertThat(post("/open", "", "{}").statusCode()).isEqualTo(200);
        assertThat(post("/open", "stale", "{}").statusCode()).isEqualTo(200);
        HttpResponse<String> nobody = get("/open-but-for-actors", "");
        assertProblem(nobody, 401, "unauthenticated");
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"baton\"");
        assertProblem(get("/open", ""), 401, "unauthenticated");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (HttpResponse<String> response : List.of(get("/me", ENGINEER), get("/me", ""))) {
            assertThat(response.headers().map()).containsKeys("x-content-type-options", "x-frame-options",
                    "content-security-policy", "referrer-policy", "cache-control");
            assertThat(response.headers().map()).doesNotContainKeys("server", "set-cookie");
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return TestTokens.claims(ACME, ROBIN, "Robin", Role.ENGINEER);
    }

    private static String changed(Consumer<JWTClaimsSet.Builder> change) {
        return TestTokens.of(ACME, ROBIN, "Robin", Role.ENGINEER, change);
    }

    // The classic confusion: the issuer's public key taken as the secret of a symmetric algorithm.
    private static String hmacOfThePublicKey() {
        try {
            URI published = URI.create(TestTokens.properties().get("baton.security.jwks-uris"));
            ECKey key = JWKSet.load(published.toURL()).getKeys().getFirst().toECKey();
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                    claims().build());
            token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException | IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
