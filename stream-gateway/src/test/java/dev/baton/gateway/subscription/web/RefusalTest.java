package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final String GET = "GET " + StreamClient.PATH + " HTTP/1.1";

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final UserId user = new UserId(UUID.randomUUID());
    private final String good = TestTokens.of(account, Role.ENGINEER);

    @Test
    void withoutATokenItIs401() {
        refused(401, "unauthenticated", GET);
        refused(401, "unauthenticated", GET, "Authorization: Basic dTpw");
        refused(401, "unauthenticated", GET, "Authorization: Bearer ");
    }

    @Test
    void badTokensAre401AndNothingSaysWhy() {
        String expired = TestTokens.of(account, user, "Sam", Role.ENGINEER,
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        ECKey stranger = TestTokens.newKey("test-key");
        String forged = TestTokens.sign(stranger,
                TestTokens.claims(account, user, "Sam", Role.OWNER).build());
        String foreign = TestTokens.of(account, user, "Sam", Role.ENGINEER, claims -> claims.audience("other"));
        String unsigned = "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".";

        for (String bad : new String[]{expired, forged, foreign, unsigned, good + "x", "garbage"}) {
            refused(401, "unauthenticated", GET, "Authorization: Bearer " + bad);
        }
    }

    @Test
    void aViewerIs403() {
        refused(403, "forbidden", GET, "Authorization: Bearer " + TestTokens.of(account, Role.VIEWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENGINEER", "ADMIN", "OWNER"})
    void everyHigherRoleMayListen(Role role) {
        try (StreamClient client = StreamClient.open(RunningGateway.first().streamPort(),
                TestTokens.of(account, role))) {
            client.await("ready");
        }
    }

    @Test
    void aTokenInTheUrlIsRefusedEvenBesideAGoodOne() {
        for (String query : new String[]{"access_token=" + good, "token=x", "whatever=" + good}) {
            refused(400, "invalid-request", "GET " + StreamClient.PATH + "?" + query + " HTTP/1.1",
                    "Authorization: Bearer " + good);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,405", "PUT,405", "DELETE,405", "OPTIONS,405", "HEAD,405", "PATCH,405"})
    void onlyGetOpensAStream(String method, int status) {
        try (StreamClient client = StreamClient.send(RunningGateway.first().streamPort(),
                method + " " + StreamClient.PATH + " HTTP/1.1", "Authorization: Bearer " + good, "Content-Length: 0",
                "Origin: https://evil.example")) {
            assertThat(client.status()).isEqualTo(status);
            assertThat(client.header("allow")).contains("GET");
            assertThat(client.header("access-control-allow-origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/me", "/actuator/health", StreamClient.PATH + "/", StreamClient.PATH + "x"})
    void nothingElseIsServedHere(String path) {
        refused(404, "not-found", "GET " + path + " HTTP/1.1", "Authorization: Bearer " + good);
    }

    @Test
    void whatIsNoRequestIs400AndWhatIsTooLongSaysSo() {
        refused(400, "invalid-request", "nonsense");
        refused(400, "invalid-request", GET, "Authorization: Bearer " + good, "Content-Length: 5");
        refused(505, "http-version-not-supported", "GET " + StreamClient.PATH + " HTTP/1.0",
                "Authorization: Bearer " + good);
        refused(414, "uri-too-long", "GET " + StreamClient.PATH + "?a=" + "x".repeat(17_000) + " HTTP/1.1");
        refused(431, "headers-too-large", GET, "X-Long: " + "x".repeat(33_000));
    }

    private static void refused(int status, String slug, String requestLine, String... headers) {
        try (StreamClient client = StreamClient.send(RunningGateway.first().streamPort(), requestLine, headers)) {
            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.COMPLETE);
            assertThat(client.status()).as(requestLine).isEqualTo(status);
            assertThat(client.header("content-type")).contains("application/problem+json");
            assertThat(client.body()).contains("\"type\":\"urn:baton:problem:" + slug + "\"", "\"status\":" + status,
                    "\"trace_id\":\"").doesNotContain("eyJ", "Exception");
        }
    }
}
