package dev.baton.notification.delivery.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NotificationTest
class DeliveryApiTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HelpDesks desks;
    private final RestTestClient http;
    private final RequestMappingHandlerMapping routes;
    private HelpDesk acme = HelpDesk.ofAJunior().with("senior", Role.ENGINEER).with("admin", Role.ADMIN);

    @Autowired
    DeliveryApiTest(HelpDesks desks, RestTestClient http,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.desks = desks;
        this.http = http;
        this.routes = routes;
    }

    @BeforeEach
    void aKnownDesk() throws Exception {
        desks.forgetAll();
        acme = desks.known(acme);
    }

    @Test
    void showsWhatBecameOfEachMessage() {
        HandoffCreated escalation = desks.escalated(acme);
        String url = "/api/v1/deliveries?handoff_id=" + escalation.card().handoffId();
        await().atMost(10, SECONDS)
                .until(() -> get(url, tokenOf(acme.id(), Role.ENGINEER)).body()
                        .get("items")
                        .valueStream()
                        .allMatch(item -> item.get("state").asString().equals("accepted")));

        JsonNode body = get(url, tokenOf(acme.id(), Role.ENGINEER)).body();

        assertThat(body.get("next_cursor").isNull()).isTrue();
        assertThat(body.get("items").valueStream().map(item -> item.get("recipient_name").asString()))
                .containsExactlyInAnyOrder("senior", "admin");
        JsonNode item = body.get("items").get(0);
        assertThat(item.get("kind").asString()).isEqualTo("pick_up");
        assertThat(item.get("channel").asString()).isEqualTo("email");
        assertThat(item.get("attempts").asInt()).isEqualTo(1);
        assertThat(item.get("possible_repeat").asBoolean()).isFalse();
        assertThat(item.get("accepted_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(body.toString()).as("addresses are nobody's business").doesNotContain("@");
    }

    @Test
    void theDocumentHasEveryRouteAndEveryField() throws IOException {
        HandoffCreated escalation = desks.escalated(acme);
        Map<String, Object> document;
        try (InputStream openapi = new ClassPathResource("openapi.yaml").getInputStream()) {
            document = new Yaml().load(openapi);
        }

        JsonNode item = get("/api/v1/deliveries?handoff_id=" + escalation.card().handoffId(),
                tokenOf(acme.id(), Role.ENGINEER)).body().get("items").get(0);

        assertThat(routes.getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(route -> route.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1"))
                .map(path -> path.substring("/api/v1".length()))
                .distinct())
                .containsExactlyInAnyOrderElementsOf(at(document, "paths").keySet());
        assertThat(item.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        at(document, "components", "schemas", "Delivery", "properties").keySet());
    }

    @Test
    void pagesFollowEachOther() {
        HandoffCreated escalation = desks.escalated(acme);
        String url = "/api/v1/deliveries?limit=1&handoff_id=" + escalation.card().handoffId();

        JsonNode first = get(url, tokenOf(acme.id(), Role.ENGINEER)).body();
        JsonNode second = get(url + "&cursor=" + first.get("next_cursor").asString(),
                tokenOf(acme.id(), Role.ENGINEER)).body();

        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(second.get("items").get(0).get("id")).isNotEqualTo(first.get("items").get(0).get("id"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anotherAccountsHandoffAnswersExactlyAsAnUnknownOne(Role role) {
        HandoffCreated escalation = desks.escalated(acme);
        String stranger = tokenOf(new AccountId(UUID.randomUUID()), role);

        Answer theirs = get("/api/v1/deliveries?handoff_id=" + escalation.card().handoffId(), stranger);
        Answer unknown = get("/api/v1/deliveries?handoff_id=" + UUID.randomUUID(), stranger);

        assertThat(theirs.status()).isEqualTo(role == Role.VIEWER ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND);
        assertThat(theirs.status()).isEqualTo(unknown.status());
        for (String member : new String[]{"type", "title", "status", "detail"}) {
            assertThat(theirs.body().get(member)).isEqualTo(unknown.body().get(member));
        }
    }

    @Test
    void aViewerMayNotSeeThem() {
        HandoffCreated escalation = desks.escalated(acme);

        Answer answer = get("/api/v1/deliveries?handoff_id=" + escalation.card().handoffId(),
                tokenOf(acme.id(), Role.VIEWER));

        assertThat(answer.status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.body().get("detail").asString()).isEqualTo("Engineer or admin access required");
    }

    @Test
    void withoutATokenThereIsNothing() {
        assertThat(http.get()
                .uri("/api/v1/deliveries?handoff_id=" + UUID.randomUUID())
                .exchange()
                .returnResult()
                .getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?handoff_id=", "?handoff_id=%00", "?handoff_id=x'%20OR%201=1--",
            "?handoff_id=01890000-0000-7000-8000-000000000000&limit=0",
            "?handoff_id=01890000-0000-7000-8000-000000000000&limit=501",
            "?handoff_id=01890000-0000-7000-8000-000000000000&limit=many",
            "?handoff_id=01890000-0000-7000-8000-000000000000&cursor=nonsense"})
    void whatIsNotAQuestionIsRefused(String query) {
        Answer answer = get("/api/v1/deliveries" + query, tokenOf(acme.id(), Role.ENGINEER));

        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:baton:problem:invalid-request");
    }

    @Test
    void itCanOnlyBeRead() {
        EntityExchangeResult<byte[]> answer = http.post()
                .uri("/api/v1/deliveries")
                .header("Authorization", "Bearer " + tokenOf(acme.id(), Role.OWNER))
                .exchange()
                .returnResult(byte[].class);

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> document, String... path) {
        Map<String, Object> here = document;
        for (String key : path) {
            here = (Map<String, Object>) here.get(key);
        }
        return here;
    }

    private record Answer(HttpStatus status, JsonNode body) {}

    private Answer get(String url, String token) {
        EntityExchangeResult<byte[]> result = http.get()
                .uri(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectBody()
                .returnResult();
        byte[] body = result.getResponseBody();
        return new Answer(HttpStatus.valueOf(result.getStatus().value()),
                JSON.readTree(body == null ? new byte[0] : body));
    }

    private static String tokenOf(AccountId account, Role role) {
        return TestTokens.of(account, role);
    }
}
