package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.notification.RestCalls.Answer;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.testing.TestTokens;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** T2: every route for every role and another account. A route that is missing here fails the test. */
@NotificationTest
class TenancyMatrixTest {
    private static final String URL = "{\"url\": \"https://hooks.slack.com/services/T0/B0/stranger\"}";
    /** With the least role that may, and a body. */
    private static final Map<String, Route> ROUTES = Map.of(
            "GET /deliveries", new Route(Role.ENGINEER, ""),
            "GET /deliveries/{id}", new Route(Role.ENGINEER, ""),
            "POST /deliveries/{id}/resend", new Route(Role.ADMIN, ""),
            "GET /deliveries/{id}/resends", new Route(Role.ADMIN, ""),
            "GET /destinations", new Route(Role.ADMIN, ""),
            "GET /destinations/changes", new Route(Role.ADMIN, ""),
            "PUT /destinations/{kind}", new Route(Role.ADMIN, URL),
            "DELETE /destinations/{kind}", new Route(Role.ADMIN, ""),
            "POST /destinations/{kind}/test", new Route(Role.ADMIN, ""));

    private final HelpDesks desks;
    private final ScriptedChat chat;
    private final RestCalls http;
    private final RequestMappingHandlerMapping mappings;
    private final HelpDesk acme = HelpDesk.ofAJunior().with("admin", Role.ADMIN);
    private HandoffCreated escalation;
    private UUID delivery;

    private record Route(Role least, String body) {}

    @Autowired
    TenancyMatrixTest(HelpDesks desks, ScriptedChat chat, RestTestClient http,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.desks = desks;
        this.chat = chat;
        this.http = new RestCalls(http);
        this.mappings = mappings;
    }

    @BeforeEach
    void acmeHasADestinationAndADelivery() throws Exception {
        desks.forgetAll();
        desks.known(acme);
        desks.connected(acme, WebhookKind.SLACK, chat.url("/slack/" + acme.id()));
        escalation = desks.escalated(acme);
        delivery = desks.delivery(acme, escalation, "slack").id().value();
    }

    @Test
    void everyRouteIsInTheMatrix() {
        Set<String> routes = mappings.getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(route -> route.getPatternValues()
                        .stream()
                        .filter(pattern -> pattern.startsWith("/api/v1"))
                        .flatMap(pattern -> route.getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(method -> method + " " + pattern.substring("/api/v1".length()))))
                .collect(Collectors.toSet());

        assertThat(ROUTES.keySet()).isEqualTo(routes);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aStrangerGetsWhatTheyWouldGetIfNobodyHadIt(Role role) {
        ROUTES.forEach((route, needs) -> {
            Answer foreign = call(route, needs, TestTokens.of(new AccountId(UUID.randomUUID()), role),
                    escalation.card().handoffId().value(), delivery);
            Answer unknown = call(route, needs, TestTokens.of(new AccountId(UUID.randomUUID()), role),
                    UUID.randomUUID(), UUID.randomUUID());
            assertThat(foreign.status()).as(route).isEqualTo(unknown.status());
            if (role.compareTo(needs.least()) < 0) {
                assertThat(foreign.status()).as(route).isEqualTo(403);
            }
            assertThat(foreign.text()).as(route).doesNotContain(acme.id().toString(), "127.0.0.1", "Outlook");
        });
        assertThat(desks.webhook(acme, WebhookKind.SLACK).host()).isEqualTo("127.0.0.1");
        assertThat(desks.changes(acme)).containsExactly("set");
    }

    @Test
    void theOwnAccountDoesSeeIt() {
        String admin = TestTokens.of(acme.id(), Role.ADMIN);

        assertThat(http.get("/deliveries/" + delivery, admin).json().get("channel").asString()).isEqualTo("slack");
        assertThat(http.get("/deliveries/" + UUID.randomUUID(), admin).status()).isEqualTo(404);
        assertThat(http.get("/deliveries/nonsense", admin).status()).isEqualTo(404);
        Answer test = http.send("POST", "/destinations/slack/test", admin, null);
        assertThat(test.status()).isEqualTo(202);
        assertThat(http.get("/deliveries/" + test.json().get("delivery_id").asString(), admin)
                .json()
                .get("kind")
                .asString())
                .isEqualTo("destination_test");
        assertThat(http.send("POST", "/destinations/teams/test", admin, null).status()).isEqualTo(404);
    }

    @Test
    void withoutATokenThereIsNothing() {
        ROUTES.forEach((route, needs) -> assertThat(call(route, needs, null, UUID.randomUUID(), delivery).status())
                .as(route)
                .isEqualTo(401));
    }

    private Answer call(String route, Route needs, String token, UUID handoff, UUID id) {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replace("{id}", id.toString()).replace("{kind}", "slack");
        return http.send(parts[0], path.equals("/deliveries") ? path + "?handoff_id=" + handoff : path, token,
                needs.body().isEmpty() ? null : needs.body());
    }
}
