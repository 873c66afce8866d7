package dev.baton.notification.resend.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.RestCalls;
import dev.baton.notification.RestCalls.Answer;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import dev.baton.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@NotificationTest
class ResendApiTest {
    private final HelpDesks desks;
    private final ScriptedRelay relay;
    private final RestCalls http;
    private final HelpDesk acme = HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
    private final String admin = TestTokens.of(acme.id(), Role.ADMIN);
    private HandoffCreated escalation;
    private String url;

    @Autowired
    ResendApiTest(HelpDesks desks, ScriptedRelay relay, RestTestClient http) {
        this.desks = desks;
        this.relay = relay;
        this.http = new RestCalls(http);
    }

    @BeforeEach
    void aMailWasRefused() throws Exception {
        desks.forgetAll();
        desks.known(acme);
        relay.on(acme.addressOf("senior"), Reaction.REFUSE_RECIPIENT);
        escalation = desks.escalated(acme);
        url = "/deliveries/" + desks.onlyDelivery(acme, escalation).id();
        awaitState("failed");
    }

    @Test
    void aResendIsTakenAndItsRecordTellsWhatBecameOfIt() {
        Answer taken = http.send("POST", url + "/resend", admin, null);

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().get("state").asString()).isIn("retry", "sending", "accepted");
        assertThat(taken.json().get("resent_at").isNull()).isFalse();
        awaitState("accepted");
        JsonNode resends = http.get(url + "/resends", admin).json();
        assertThat(resends.get("next_cursor").isNull()).isTrue();
        assertThat(resends.get("items")).singleElement().satisfies(resend -> {
            assertThat(resend.propertyNames()).containsExactlyInAnyOrder("id", "by_id", "by_name", "at", "state",
                    "reason", "attempts");
            assertThat(resend.get("state").asString()).isEqualTo("failed");
            assertThat(resend.get("at")).isEqualTo(taken.json().get("resent_at"));
        });
    }

    @Test
    void whatWasAcceptedIsRefusedWithItsState() {
        http.send("POST", url + "/resend", admin, null);
        awaitState("accepted");

        Answer refused = http.send("POST", url + "/resend", admin, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:baton:problem:delivery-not-resendable");
        assertThat(refused.json().get("state").asString()).isEqualTo("accepted");
        assertThat(refused.json().get("kind").asString()).isEqualTo("pick_up");
    }

    @Test
    void whatSomebodyHasIsRefusedWithTheReason() {
        desks.claimed(acme, acme.claimOf(escalation, "senior"));

        Answer refused = http.send("POST", url + "/resend", admin, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:baton:problem:resend-pointless");
        assertThat(refused.json().get("reason").asString()).isEqualTo("handoff_claimed");
    }

    @Test
    void anEngineerHasNothingSentAndSeesNoAuditTrail() {
        String engineer = TestTokens.of(acme.id(), Role.ENGINEER);

        assertThat(http.send("POST", url + "/resend", engineer, null).status()).isEqualTo(403);
        assertThat(http.get(url + "/resends", engineer).status()).isEqualTo(403);
        assertThat(http.get(url, engineer).json().get("resent_at").isNull()).isTrue();
    }

    @Test
    void anUnknownOneIsNotFound() {
        assertThat(http.send("POST", "/deliveries/" + UUID.randomUUID() + "/resend", admin, null).status())
                .isEqualTo(404);
        assertThat(http.send("POST", "/deliveries/nonsense/resend", admin, null).status()).isEqualTo(404);
        assertThat(http.get("/deliveries/" + UUID.randomUUID() + "/resends", admin).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=many", "cursor=nonsense"})
    void whatIsNotAQuestionIsRefused(String query) {
        assertThat(http.get(url + "/resends?" + query, admin).status()).isEqualTo(400);
    }

    private void awaitState(String state) {
        await().atMost(10, SECONDS)
                .until(() -> http.get(url, admin).json().get("state").asString().equals(state));
    }
}
