package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.TestTokens;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in for a browser's own {@code EventSource}, and for nobody else (ADR 0009). */
class StreamCookieTest {
    private static final String GET = "GET " + StreamClient.PATH + " HTTP/1.1";
    private static final String DOOR = " " + StreamClient.PATH + "-cookie HTTP/1.1";
    private static final String NAME = "__Secure-baton-stream";
    private static final String OWN_PAGE = "Sec-Fetch-Site: same-origin";

    private final RunningGateway gateway = RunningGateway.first();
    private final AccountEvents events = new AccountEvents();
    private final UserId sam = new UserId(UUID.randomUUID());
    private final String token = TestTokens.of(events.account(), sam, "Sam", Role.ENGINEER);

    @Test
    void aTokenIsChangedForACookieThatOnlyTheStreamGets() {
        try (StreamClient answer = door("PUT", "Authorization: Bearer " + token)) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("cache-control")).contains("no-store");
            String cookie = answer.header("set-cookie").orElseThrow();
            assertThat(cookie).startsWith(NAME + "=" + token + "; Path=" + StreamClient.PATH + ";")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Strict");
            assertThat(Integer.parseInt(cookie.replaceFirst(".*; Max-Age=(\\d+);.*", "$1"))).as("as the token")
                    .isBetween(3_500, 3_600);
        }
    }

    @Test
    void theCookieIsTakenAwayWithoutAToken() {
        try (StreamClient answer = door("DELETE")) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("set-cookie").orElseThrow())
                    .startsWith(NAME + "=; Path=" + StreamClient.PATH + "; Max-Age=0;");
        }
    }

    @Test
    void whoMayNotListenGetsNoCookie() {
        String viewer = TestTokens.of(events.account(), Role.VIEWER);
        for (String[] refused : new String[][]{{"PUT", "X: y", "401"}, {"PUT", "Cookie: " + NAME + "=" + token, "401"},
                {"PUT", "Authorization: Bearer garbage", "401"}, {"PUT", "Authorization: Bearer " + expired(), "401"},
                {"PUT", "Authorization: Bearer " + viewer, "403"}, {"POST", "Authorization: Bearer " + token, "405"},
                {"GET", "Authorization: Bearer " + token, "405"}, {"OPTIONS", "Origin: https://evil.example", "405"}}) {
            try (StreamClient answer = door(refused[0], refused[1])) {
                assertThat(answer.status()).as(String.join(" ", refused)).isEqualTo(Integer.parseInt(refused[2]));
                assertThat(answer.header("content-type")).contains("application/problem+json");
                assertThat(answer.header("set-cookie")).isEmpty();
                assertThat(answer.header("access-control-allow-origin")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN_PAGE, "Origin: https://localhost",
            "X-Forwarded-Host: baton.example\r\nOrigin: https://baton.example"})
    void aPageOfTheSameOriginHearsOfItsAccount(String header) {
        try (StreamClient client = open("Cookie: a=b; " + NAME + "=" + token, header)) {
            client.await("ready");
            events.create(1);

            client.awaitHandoffs(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none",
            "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site", "Origin: https://evil.example",
            "Origin: null", "Origin: http://localhost", "Origin: https://localhost.evil.example",
            "Origin: https://localhost:8443", "Accept: image/avif,image/webp,*/*;q=0.8", "Accept: */*",
            "Accept: text/event-stream",
            "Sec-Fetch-Site: cross-site\r\nOrigin: https://localhost\r\nAccept: text/event-stream"})
    void noOtherPageDoes(String header) {
        refused(403, "forbidden", "Cookie: " + NAME + "=" + token, header);
    }

    @Test
    void aCookieShowsTheAccountOfItsTokenAndNoOther() {
        AccountEvents others = new AccountEvents();
        String foreign = TestTokens.of(others.account(), Role.ENGINEER);
        try (StreamClient own = open("Cookie: " + NAME + "=" + token, OWN_PAGE);
                StreamClient other = open("Cookie: " + NAME + "=" + foreign, OWN_PAGE)) {
            own.await("ready");
            other.await("ready");

            events.create(3);
            others.create(1);

            own.awaitHandoffs(3);
            other.awaitHandoffs(1);
            assertThat(other.body()).contains(others.account().toString()).doesNotContain(events.account().toString());
            assertThat(own.body()).doesNotContain(others.account().toString());
        }
    }

    @Test
    void aCookieThatIsNotGoodAnyMoreIs401() {
        refused(401, "unauthenticated", "Cookie: " + NAME + "=" + expired(), OWN_PAGE);
        refused(401, "unauthenticated", "Cookie: " + NAME + "=garbage", OWN_PAGE);
        refused(401, "unauthenticated", "Cookie: " + NAME + "=", OWN_PAGE);
        refused(401, "unauthenticated", "Cookie: baton-stream=" + token, OWN_PAGE);
    }

    @Test
    void ofTwoCookiesOneIsPlantedAndSoNeitherCounts() {
        String planted = TestTokens.of(new AccountEvents().account(), Role.ENGINEER);
        refused(401, "unauthenticated", "Cookie: " + NAME + "=" + planted + "; " + NAME + "=" + token, OWN_PAGE);
        refused(401, "unauthenticated", "Cookie: " + NAME + "=" + planted, "Cookie: " + NAME + "=" + token, OWN_PAGE);
    }

    @Test
    void aHeaderWinsOverACookieEvenABadOne() {
        AccountEvents others = new AccountEvents();
        String header = "Authorization: Bearer " + TestTokens.of(others.account(), Role.ENGINEER);
        try (StreamClient client = open("Cookie: " + NAME + "=" + token, header, "Sec-Fetch-Site: cross-site")) {
            client.await("ready");
            events.create(1);
            others.create(1);

            assertThat(client.awaitHandoffs(1).body()).doesNotContain(events.account().toString());
        }
        refused(401, "unauthenticated", "Cookie: " + NAME + "=" + token, "Authorization: Bearer garbage", OWN_PAGE);
        refused(401, "unauthenticated", "Cookie: " + NAME + "=" + token, "Authorization: Basic dTpw", OWN_PAGE);
    }

    @Test
    void aTokenInTheUrlIsRefusedBesideACookie() {
        try (StreamClient client = StreamClient.send(gateway.streamPort(),
                "GET " + StreamClient.PATH + "?x=" + token + " HTTP/1.1", "Cookie: " + NAME + "=" + token, OWN_PAGE)) {
            assertThat(client.status()).isEqualTo(400);
        }
    }

    @Test
    void overPlainHttpTheCookieHasAnotherNameAndPagesOfThatOriginUseIt() {
        StreamCookie plain = new StreamCookie(false);

        assertThat(plain.holding(token, Duration.ofMinutes(1))).startsWith("baton-stream=")
                .doesNotContain("Secure;");
        assertThat(plain.token(headers("Cookie", "baton-stream=" + token))).contains(token);
        assertThat(plain.token(headers("Cookie", NAME + "=" + token))).isEmpty();
        assertThat(plain.isAskedForByOwnPage(headers("Origin", "http://localhost"))).isTrue();
        assertThat(plain.isAskedForByOwnPage(headers("Origin", "http://evil.example"))).isFalse();
    }

    private static HttpHeaders headers(String name, String value) {
        return new DefaultHttpHeaders().add("Host", "localhost").add(name, value);
    }

    private String expired() {
        return TestTokens.of(events.account(), sam, "Sam", Role.ENGINEER,
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
    }

    private StreamClient open(String... headers) {
        return StreamClient.send(gateway.streamPort(), GET, headers);
    }

    private StreamClient door(String method, String... headers) {
        return StreamClient.send(gateway.httpPort(), method + DOOR, headers);
    }

    private void refused(int status, String slug, String... headers) {
        try (StreamClient client = open(headers)) {
            assertThat(client.status()).as(String.join(" ", headers)).isEqualTo(status);
            client.awaitEnd();
            assertThat(client.body()).contains("urn:baton:problem:" + slug).doesNotContain("eyJ");
            assertThat(client.header("access-control-allow-origin")).isEmpty();
        }
    }
}
