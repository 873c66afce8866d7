package dev.baton.handoff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.IssuerTest;
import dev.baton.handoff.testing.LocalIssuer;
import dev.baton.platform.security.Actor;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An OIDC issuer signs people in, with RS256 keys of its own, and this service does not. */
@IssuerTest
class OidcIssuerTest {
    /** What the decoder allows by default. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void aTokenOfTheIssuerIsAMemberOfTheAccount() {
        assertThat(desks.withToken(LocalIssuer.token(desk.senior())).get("/me").ok().get("name").asString())
                .isEqualTo("Sam Reyes");
        String session = desks.withToken(LocalIssuer.token(desk.junior()))
                .post("/ai-sessions", Map.of("problem_summary", "VPN drops", "domain", "network"))
                .created()
                .get("id")
                .asString();
        desks.withToken(LocalIssuer.token(desk.junior())).get("/ai-sessions/" + session).ok();
    }

    @Test
    void whoIsNoMemberIsNobody() {
        Actor stranger = new Actor(desks.open().senior().id(), desk.account(), "Sam Reyes", desk.senior().role());

        desks.withToken(LocalIssuer.token(stranger)).get("/me").problem(404, "not-found");
    }

    @Test
    void noOtherIssuerAndNoOtherAlgorithmIsTrusted() {
        desks.withToken(LocalIssuer.token(desk.senior(), claims -> claims.issuer("https://other.example")))
                .get("/me")
                .problem(401, "unauthenticated");
        // Good where this service signs people in itself.
        desks.as(desk.senior()).get("/me").problem(401, "unauthenticated");
    }

    @Test
    void aTokenThatLivesLongerThanAnErasureWaitsIsRefused() {
        Date now = Date.from(clock.instant());
        Date longest = Date.from(now.toInstant().plus(LocalIssuer.LIFE));
        Date tooLong = Date.from(longest.toInstant().plusSeconds(1));

        String good = LocalIssuer.token(desk.senior(), claims -> claims.issueTime(now).expirationTime(longest));
        String bad = LocalIssuer.token(desk.senior(), claims -> claims.issueTime(now).expirationTime(tooLong));
        String ofAnyAge = LocalIssuer.token(desk.senior(), claims -> claims.issueTime(null).expirationTime(longest));

        desks.withToken(good).get("/me").ok();
        desks.withToken(bad).get("/me").problem(401, "unauthenticated");
        desks.withToken(ofAnyAge).get("/me").problem(401, "unauthenticated");
    }

    @Test
    void aTokenOfATimeToComeIsRefusedButForTheSkewOfTheClocks() {
        clock.stopAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));

        desks.withToken(issuedIn(SKEW)).get("/me").ok();
        desks.withToken(issuedIn(SKEW.plusSeconds(1))).get("/me").problem(401, "unauthenticated");
    }

    @Test
    void theShortestOfLivesIsOne() {
        clock.stopAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Date now = Date.from(clock.instant());
        Date then = Date.from(clock.instant().plusSeconds(1));

        desks.withToken(LocalIssuer.token(desk.senior(), claims -> claims.issueTime(now).expirationTime(then)))
                .get("/me")
                .ok();
    }

    private String issuedIn(Duration ahead) {
        Instant issued = clock.instant().plus(ahead);
        return LocalIssuer.token(desk.senior(), claims -> claims.issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LocalIssuer.LIFE))));
    }

    @Test
    void whatBelongsToTheBuiltInSignInDoesNotExist() {
        String token = LocalIssuer.token(desk.owner());

        for (String path : List.of("/auth/token", "/auth/refresh", "/auth/accept-invitation", "/me/password",
                "/members/" + desk.senior().id() + "/invitation")) {
            assertThat(desks.withToken(token).post(path, Map.of()).status()).as(path).isEqualTo(404);
        }
        assertThat(desks.withToken(token).get("/.well-known/jwks.json").status()).isEqualTo(404);
    }

    @Test
    void membersAreChangedAllTheSame() {
        assertThat(desks.withToken(LocalIssuer.token(desk.admin()))
                .patch("/members/" + desk.viewer().id(), Map.of("role", "engineer"))
                .ok()
                .get("role")
                .asString()).isEqualTo("engineer");
    }
}
