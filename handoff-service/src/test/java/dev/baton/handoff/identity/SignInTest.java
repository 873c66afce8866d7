package dev.baton.handoff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@HandoffTest
class SignInTest {
    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    private Desk desk;
    private Api nobody;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
        nobody = desks.withToken(null);
    }

    @Test
    void aPasswordGivesATokenThatTheServicesAccept() {
        JsonNode token = signIn(desk.email(desk.senior()), Desks.PASSWORD).ok();

        assertThat(token.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").asInt()).isEqualTo(900);
        JsonNode me = desks.withToken(token.get("access_token").asString()).get("/me").ok();
        assertThat(me.get("name").asString()).isEqualTo("Sam Reyes");
        assertThat(me.get("role").asString()).isEqualTo("engineer");
    }

    @Test
    void theAddressIsFoundInAnyCase() {
        signIn(desk.email(desk.senior()).toUpperCase(Locale.ROOT), Desks.PASSWORD).ok();
    }

    @Test
    void aWrongPasswordAnUnknownAddressAndAFormerColleagueAreNotToldApart() {
        JsonNode wrong = signIn(desk.email(desk.senior()), "wrong").problem(401, "invalid-credentials");
        JsonNode unknown = signIn("nobody@example.com", Desks.PASSWORD).problem(401, "invalid-credentials");
        JsonNode former = signIn(desk.email(desk.former()), Desks.PASSWORD).problem(401, "invalid-credentials");

        assertThat(unknown.get("detail")).isEqualTo(wrong.get("detail"));
        assertThat(former.get("detail")).isEqualTo(wrong.get("detail"));
    }

    @Test
    void theRefreshCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = setCookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));

        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Secure", "Path=/api/v1/auth");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheFamily() {
        String first = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
        Api.Answer refreshed = refresh(first);
        refreshed.ok();
        String second = cookie(refreshed);

        refresh(first).problem(401, "invalid-refresh-token");

        refresh(second).problem(401, "invalid-refresh-token");
    }

    @Test
    void aTokenThatIsJustBeingGivenDoesNotSurviveTheEndOfItsFamily() throws Exception {
        for (int round = 0; round < 20; round++) {
            String used = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
            String current = cookie(refresh(used));

            Api.Answer rotated;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Api.Answer> rotation = threads.submit(() -> refresh(current));
                threads.submit(() -> refresh(used)).get().problem(401, "invalid-refresh-token");
                rotated = rotation.get();
            }

            if (rotated.status() == 200) {
                refresh(cookie(rotated)).problem(401, "invalid-refresh-token");
            }
        }
    }

    @Test
    void anotherSignInOfTheSamePersonSurvivesAStolenToken() {
        String stolen = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
        String other = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
        refresh(stolen).ok();
        refresh(stolen).problem(401, "invalid-refresh-token");

        refresh(other).ok();
    }

    @Test
    void signingOutEndsTheFamilyAndClearsTheCookie() {
        String cookie = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));

        Api.Answer out = nobody.send("POST", "/auth/sign-out", null, Map.of("Cookie", cookie));

        assertThat(out.status()).isEqualTo(204);
        assertThat(setCookie(out)).contains("Max-Age=0");
        refresh(cookie).problem(401, "invalid-refresh-token");
    }

    @Test
    void anExpiredRefreshTokenIsRefused() {
        String cookie = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
        clock.advance(Duration.ofHours(13));

        refresh(cookie).problem(401, "invalid-refresh-token");
    }

    @Test
    void aDeactivatedPersonCannotRefresh() {
        String cookie = cookie(signIn(desk.email(desk.senior()), Desks.PASSWORD));
        desks.as(desk.admin()).patch("/members/" + desk.senior().id(), Map.of("status", "deactivated")).ok();

        refresh(cookie).problem(401, "invalid-refresh-token");
    }

    @Test
    void cookiesOfGarbageAreRefused() {
        for (String garbage : new String[]{"x", ".", "0199a1b2-0000-7000-8000-000000000000.x", "a.b.c",
                desk.account() + ".x"}) {
            refresh("baton_refresh=" + garbage).problem(401, "invalid-refresh-token");
        }
        nobody.post("/auth/refresh").problem(401, "invalid-refresh-token");
    }

    @Test
    void thePublishedKeysHoldNoPrivatePart() {
        JsonNode key = nobody.get("/.well-known/jwks.json").ok().get("keys").get(0);

        assertThat(key.get("kid").asString()).isEqualTo("test-key");
        assertThat(key.has("d")).isFalse();
    }

    private Api.Answer signIn(String email, String password) {
        return desks.signIn(email, password);
    }

    private Api.Answer refresh(String cookie) {
        return desks.refresh(cookie);
    }

    private static String cookie(Api.Answer answer) {
        return answer.cookie();
    }

    private static String setCookie(Api.Answer answer) {
        return answer.response().headers().firstValue("set-cookie").orElseThrow();
    }
}
