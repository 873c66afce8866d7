package dev.baton.analytics.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.AnalyticsTest;
import dev.baton.analytics.History;
import dev.baton.analytics.MetricTable;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.testing.MutableClock;
import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.yaml.snakeyaml.Yaml;

@AnalyticsTest
class EscalationReportControllerTest {
    private static final String PATH = "/api/v1/analytics/flowpilot/escalations";
    private final AccountId account = History.empty().account();

    @Autowired
    RestTestClient http;
    @Autowired
    MetricTable table;
    @Autowired
    MutableClock clock;

    @Test
    void theReportIsOfTheCallersAccountAndReadsAsTheContractSays() {
        clock.stopAt(Instant.parse("2026-03-02T12:00:00.5Z"));
        insertHandoff(account, "2026-03-02T11:00:00Z", "2026-03-02T11:01:32.125Z");
        insertHandoff(account, "2026-03-02T11:30:00Z", null);
        insertHandoff(History.empty().account(), "2026-03-02T11:00:00Z", "2026-03-02T11:00:01Z");

        get("?period=30d", Role.ENGINEER).expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"period": "30d", "from": "2026-01-31T12:00:00.500Z", "to": "2026-03-02T12:00:00.500Z",
                         "avg_seconds": 92.125, "median_seconds": 92.125, "p95_seconds": 92.125,
                         "n_handoffs_claimed": 2, "n_handoffs_with_action": 1}
                        """)
                .jsonPath("$.metric_definition")
                .value(String.class,
                        definition -> assertThat(definition).contains("not \"minutes recovered\""));
    }

    @Test
    void theAnswerHasTheFieldsOfTheDocument() throws IOException {
        Set<String> documented;
        try (InputStream document = new ClassPathResource("openapi.yaml").getInputStream()) {
            Map<String, Object> openapi = new Yaml().load(document);
            documented = at(openapi, "components", "schemas", "EscalationReport", "properties").keySet();
            assertThat(at(openapi, "paths")).containsOnlyKeys(PATH.substring("/api/v1".length()));
        }

        get("?period=7d", Role.ADMIN).expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
        })
                .value(answer -> assertThat(answer).containsOnlyKeys(documented));
    }

    @Test
    void withoutDataTheAnswerHasNullsAndZeros() {
        get("?period=7d", Role.OWNER).expectStatus().isOk().expectBody().json("""
                {"avg_seconds": null, "median_seconds": null, "p95_seconds": null,
                 "n_handoffs_claimed": 0, "n_handoffs_with_action": 0}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?period=", "?period=14d", "?period=7D", "?period=%207d", "?period=7d&period=30d",
            "?period=-1", "?period=NINETY_DAYS"})
    void anyOtherPeriodIsRefused(String query) {
        get(query, Role.ENGINEER).expectStatus().isBadRequest().expectBody().json("""
                {"type": "urn:baton:problem:invalid-request", "status": 400,
                 "errors": [{"field": "period", "message": "must be 7d, 30d or 90d"}]}
                """);
    }

    @Test
    void aControlCharacterIsRefusedBeforeItIsRead() {
        get("?period=7d%00", Role.ENGINEER).expectStatus().isBadRequest().expectBody().json("""
                {"type": "urn:baton:problem:invalid-request"}
                """);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "VIEWER", mode = EnumSource.Mode.EXCLUDE)
    void engineersAndHigherMayAsk(Role role) {
        get("?period=90d", role).expectStatus().isOk();
    }

    @Test
    void aViewerMayNot() {
        get("?period=90d", Role.VIEWER).expectStatus().isForbidden().expectBody().json("""
                {"type": "urn:baton:problem:forbidden", "detail": "Engineer or admin access required"}
                """);
    }

    @Test
    void withoutATokenNobodyMay() {
        http.get().uri(PATH + "?period=7d").exchange().expectStatus().isUnauthorized().expectBody().json("""
                {"type": "urn:baton:problem:unauthenticated"}
                """);
    }

    @Test
    void itCanOnlyBeRead() {
        http.post()
                .uri(PATH + "?period=7d")
                .header("Authorization", bearer(Role.ENGINEER))
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .json("""
                        {"type": "urn:baton:problem:method-not-allowed"}
                        """);
    }

    private RestTestClient.ResponseSpec get(String query, Role role) {
        return http.get().uri(URI.create(PATH + query)).header("Authorization", bearer(role)).exchange();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> document, String... path) {
        Map<String, Object> here = document;
        for (String key : path) {
            here = (Map<String, Object>) here.get(key);
        }
        return here;
    }

    private String bearer(Role role) {
        return "Bearer " + TestTokens.of(account, role);
    }

    private void insertHandoff(AccountId of, String claimedAt, String firstActionAt) {
        table.query(jdbc -> jdbc.sql("""
                INSERT INTO handoff_metric (account_id, generation, handoff_id, session_id, created_at, version,
                    claimed_by, claimed_at, first_action_at)
                VALUES (:account, 1, gen_random_uuid(), gen_random_uuid(), now(), 2, gen_random_uuid(),
                    :claimed::timestamptz, :acted::timestamptz)
                """)
                .param("account", of.value())
                .param("claimed", claimedAt)
                .param("acted", firstActionAt)
                .update());
    }
}
