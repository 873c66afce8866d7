package dev.baton.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.testing.MutableClock;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/** The issuer's keys when it rotates, fails over, goes away or is asked by forgers. */
class IssuerKeysTest {
    private static final ECKey FIRST = TestTokens.newKey("first");
    private static final ECKey SECOND = TestTokens.newKey("second");

    private final MutableClock clock = new MutableClock();
    private HttpServer issuer;
    private volatile String keys = new JWKSet(FIRST.toPublicJWK()).toString();
    private volatile int status = 200;
    private volatile int fetches;
    private AccessTokens tokens;

    @BeforeEach
    void anIssuerBehindAReplicaThatIsDown() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            fetches++;
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        // Port 9 (discard) is not open: the first replica is down in every test.
        tokens = new AccessTokens(settings(URI.create("http://127.0.0.1:9/"),
                URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/")), clock);
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void theNextReplicaIsAskedAndItsAnswerKept() {
        assertThat(tokens.verify(token(FIRST)).actor().role()).isEqualTo(Role.ENGINEER);
        tokens.verify(token(FIRST));

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void aRotatedKeyIsFoundAtOnce() {
        tokens.verify(token(FIRST));
        clock.advance(Duration.ofSeconds(11));
        keys = new JWKSet(List.of(FIRST.toPublicJWK(), SECOND.toPublicJWK())).toString();

        assertThat(tokens.verify(token(SECOND)).actor()).isNotNull();
    }

    @Test
    void aTokenThatWasGoodIsRefusedOnceItsKeyIsWithdrawn() {
        String token = token(FIRST);
        tokens.verify(token);
        keys = new JWKSet(SECOND.toPublicJWK()).toString();
        clock.advance(Duration.ofMinutes(6));

        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void forgersCauseNeitherFetchesNorOutages() {
        tokens.verify(token(FIRST));

        for (int i = 0; i < 20; i++) {
            String forged = token(TestTokens.newKey("forged-" + i));
            assertThatThrownBy(() -> tokens.verify(forged)).isInstanceOf(BadJwtException.class);
        }

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void anOutageOfTheIssuerIsToleratedForAWhile() {
        tokens.verify(token(FIRST));
        status = 500;

        clock.advance(Duration.ofHours(3));
        assertThat(tokens.verify(token(FIRST)).actor()).isNotNull();

        clock.advance(Duration.ofHours(2));
        assertThatThrownBy(() -> tokens.verify(token(FIRST))).isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    @Test
    void withoutAnyKeySetItIsOurFaultAndEndsWhenTheIssuerAnswers() {
        status = 500;
        assertThatThrownBy(() -> tokens.verify(token(FIRST))).isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);

        status = 200;
        clock.advance(Duration.ofSeconds(11));

        assertThat(tokens.verify(token(FIRST)).actor()).isNotNull();
    }

    @Test
    void whatIsNotAKeySetCountsAsAnOutage() {
        keys = "<html>";

        assertThatThrownBy(() -> tokens.verify(token(FIRST))).isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private String token(ECKey key) {
        return TestTokens.sign(key, TestTokens.claims(clock, new AccountId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()), "Robin", Role.ENGINEER).build());
    }

    private static SecurityProperties settings(URI... jwksUris) {
        return new SecurityProperties(TestTokens.ISSUER, TestTokens.AUDIENCE, List.of(SignatureAlgorithm.ES256),
                List.of(jwksUris), Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(4),
                Duration.ofSeconds(30), "default-src 'none'");
    }
}
