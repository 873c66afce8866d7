package dev.baton.notification.destination.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.RestCalls;
import dev.baton.notification.RestCalls.Answer;
import dev.baton.testing.TestTokens;
import dev.baton.testing.engines.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@NotificationTest
@ExtendWith(OutputCaptureExtension.class)
class DestinationApiTest {
    private static final String SECRET = "XXSECRETXX";
    private static final String SLACK = "{\"url\": \"https://hooks.slack.com/services/T0/B0/" + SECRET + "\"}";
    private static final String TEAMS = "{\"url\": \"https://a.logic.azure.com:443/workflows/w?sig=" + SECRET + "\"}";

    private final RestCalls http;
    private final TestDatabase database;
    private final AccountId acme = new AccountId(UUID.randomUUID());

    @Autowired
    DestinationApiTest(RestTestClient http, TestDatabase database) {
        this.http = new RestCalls(http);
        this.database = database;
    }

    @Test
    void anAdminSetsADestinationAndSeesEverythingButTheUrl(CapturedOutput log) {
        Answer set = put("slack", SLACK);
        Answer list = http.get("/destinations", admin());

        assertThat(set.status()).isEqualTo(200);
        assertThat(list.json().get("items")).singleElement().isEqualTo(set.json());
        assertThat(set.json().get("kind").asString()).isEqualTo("slack");
        assertThat(set.json().get("state").asString()).isEqualTo("active");
        assertThat(set.json().get("host").asString()).isEqualTo("hooks.slack.com");
        assertThat(set.json().get("set_by_name").asString()).isNotBlank();
        assertThat(set.json().get("disabled_reason").isNull()).isTrue();
        assertThat(set.text() + list.text() + log).doesNotContain(SECRET, "services");
    }

    @Test
    void theDatabaseHoldsNoUrlThatCanBeRead() throws Exception {
        put("slack", SLACK);

        try (var connection = database.openAsSuperuser();
                var rows = connection.createStatement().executeQuery("SELECT * FROM webhook")) {
            int found = 0;
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] bytes = rows.getBytes(column);
                    assertThat(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1))
                            .doesNotContain(SECRET, "services/");
                }
                found++;
            }
            assertThat(found).isPositive();
        }
    }

    @Test
    void aSecondUrlReplacesTheFirst() {
        JsonNode first = put("teams", TEAMS).json();
        JsonNode second = put("teams", "{\"url\": \"https://b.api.powerplatform.com/workflows/w?sig=z\"}").json();

        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(http.get("/destinations", admin()).json().get("items")).singleElement().isEqualTo(second);
        assertThat(second.get("host").asString()).isEqualTo("b.api.powerplatform.com");
    }

    @Test
    void whatIsRemovedIsGone() {
        put("slack", SLACK);

        assertThat(http.send("DELETE", "/destinations/slack", admin(), null).status()).isEqualTo(204);
        assertThat(http.get("/destinations", admin()).json().get("items")).isEmpty();
        assertThat(http.send("DELETE", "/destinations/slack", admin(), null).status()).isEqualTo(404);
    }

    @Test
    void whoDidWhatAndWhenCanBeReadPageByPage() {
        put("slack", SLACK);
        put("teams", TEAMS);
        http.send("DELETE", "/destinations/slack", admin(), null);

        List<String> actions = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = http.get("/destinations/changes?limit=1" + cursor, admin()).json();
            page.get("items").forEach(change -> {
                actions.add(change.get("action").asString() + " " + change.get("kind").asString());
                assertThat(change.get("by_name").asString()).isNotBlank();
                assertThat(change.get("at").asString()).endsWith("Z");
            });
            cursor = page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());

        assertThat(actions).containsExactly("removed slack", "set teams", "set slack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"url\": null}", "{\"url\": \"\"}", "{\"url\": \" \"}",
            "{\"url\": 1}", "{\"url\": {}}", "{\"url\": \"x\", \"kind\": \"slack\"}",
            "{\"url\": \"https://hooks.slack.com/services/x\", \"url\": \"https://hooks.slack.com/services/y\"}",
            "{\"url\": \"https://hooks.slack.com/services/\\u0000\"}", "{\"url\": \"https://hooks.slack.com/\\ud800\"}",
            "{\"url\": \"http://127.0.0.1/services/x\"}", "{\"url\": \"https://hooks.slack.com/services/x\"} x"})
    void whatIsNotAUrlOfSlackIsRefused(String body) {
        Answer answer = put("slack", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:baton:problem:invalid-request");
        assertThat(http.get("/destinations", admin()).json().get("items")).isEmpty();
    }

    @Test
    void theKindsDoNotTakeEachOthersUrls() {
        assertThat(put("slack", TEAMS).status()).isEqualTo(400);
        assertThat(put("teams", SLACK).status()).isEqualTo(400);
    }

    @Test
    void aRetiredConnectorIsRefusedInWordsForTheAdmin() {
        Answer answer = put("teams", "{\"url\": \"https://acme.webhook.office.com/webhookb2/" + SECRET + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("url");
        assertThat(answer.json().at("/errors/0/message").asString()).contains("retired", "Workflows");
        assertThat(answer.text()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLACK", "Slack", "email", "discord", "changes", "%20slack", "slack%00"})
    void aKindThatIsNoneIsNotFound(String kind) {
        assertThat(put(kind, SLACK).status()).isIn(400, 404, 405);
        assertThat(http.get("/destinations", admin()).json().get("items")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertThat(put("slack", "{\"url\": \"https://hooks.slack.com/" + "x".repeat(70_000) + "\"}").status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "ENGINEER"})
    void whoeverIsNoAdminMayNotEvenLook(Role role) {
        String token = TestTokens.of(acme, role);

        assertThat(http.get("/destinations", token).status()).isEqualTo(403);
        assertThat(http.get("/destinations/changes", token).status()).isEqualTo(403);
        assertThat(http.send("PUT", "/destinations/slack", token, SLACK).status()).isEqualTo(403);
        assertThat(http.send("DELETE", "/destinations/slack", token, null).status()).isEqualTo(403);
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        put("slack", SLACK);
        String stranger = TestTokens.of(new AccountId(UUID.randomUUID()), Role.OWNER);

        assertThat(http.get("/destinations", stranger).json().get("items")).isEmpty();
        assertThat(http.get("/destinations/changes", stranger).json().get("items")).isEmpty();
        assertThat(http.send("DELETE", "/destinations/slack", stranger, null).status()).isEqualTo(404);
        assertThat(http.get("/destinations", admin()).json().get("items")).hasSize(1);
    }

    private Answer put(String kind, String body) {
        return http.send("PUT", "/destinations/" + kind, admin(), body);
    }

    private String admin() {
        return TestTokens.of(acme, Role.ADMIN);
    }
}
