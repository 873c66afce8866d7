package dev.baton.systemtests;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A misspelt metric makes an alert that never fires and a page that nobody can follow. */
@ExtendWith(RunningBaton.class)
class MetricNamesIT {
    private static final Pattern TEXTS_AND_LABELS = Pattern
            .compile("\"[^\"]*\"|\\{[^}]*}|\\b(by|on|ignoring|without) *\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b(?! *\\()");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)");
    private static final Pattern IN_TEXT = Pattern.compile("`(baton[._][a-z0-9._]*[a-z0-9])[`{]");
    // Of PromQL, and what Prometheus itself makes.
    private static final Set<String> NOT_OURS = Set.of("and", "or", "unless", "up");
    private static final List<String> ENDINGS = List.of("", "_total", "_count", "_seconds", "_seconds_count",
            "_bytes", "_bytes_count");

    private static Set<String> exposed;

    @BeforeAll
    static void readWhatTheServicesExpose(Baton baton) throws IOException {
        // Some are there from the first stream on, or from its end.
        try (LiveStream stream = LiveStream.of(baton.signIn("senior@acme.example"))) {
            await().until(stream::isReady);
            baton.signIn("junior@acme.example").escalate("Names of metrics");
            await().until(() -> !stream.handoffs("handoff_created").isEmpty());
        }
        exposed = await().atMost(Duration.ofSeconds(30))
                .until(() -> samples(baton.metrics()),
                        names -> names.containsAll(Set.of("baton_deliveries_accepted_after_seconds_count",
                                "baton_gateway_stream_ends_total")));
    }

    @Test
    void everyMetricOfAnAlertIsExposed() {
        for (AlertRules rules : AlertRules.all()) {
            assertThat(rules.alerts()).allSatisfy(
                    alert -> assertThat(namesIn(alert.expression())).isNotEmpty().isSubsetOf(exposedAndUp()));
        }
    }

    @Test
    void everyMetricOfTheDashboardIsExposed() throws IOException {
        JsonNode dashboard = Person.JSON.readTree(
                Files.readString(AlertRules.OBSERVABILITY.resolve("platform/path.dashboard.json")));

        assertThat(dashboard.findValuesAsString("expr")).hasSizeGreaterThan(15)
                .allSatisfy(
                        expression -> assertThat(namesIn(expression)).isNotEmpty().isSubsetOf(exposedAndUp()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff-service", "notification-service", "stream-gateway", "analytics-service",
            "infra/platform/messaging"})
    void everyMetricOfAReadmeIsExposed(String module) throws IOException {
        String readme = Files.readString(AlertRules.ROOT.resolve(module).resolve("README.md"));
        int start = readme.indexOf("## Metrics");
        String section = start < 0 ? "" : readme.substring(start, readme.indexOf("\n## ", start));

        assertThat(IN_TEXT.matcher(section).results().map(found -> found.group(1).replace('.', '_')))
                .allSatisfy(name -> assertThat(ENDINGS).anyMatch(ending -> exposed.contains(name + ending)));
    }

    @Test
    void aMisspeltMetricIsNoticed() {
        String misspelt = "sum by (group) (increase(baton_inbox_hole_total{group=\"a\"}[5m])) > 0";

        assertThat(namesIn(misspelt)).containsExactly("baton_inbox_hole_total");
        assertThat(exposedAndUp()).contains("baton_inbox_holes_total").doesNotContain("baton_inbox_hole_total");
    }

    private static Set<String> exposedAndUp() {
        Set<String> names = new TreeSet<>(exposed);
        names.addAll(NOT_OURS);
        return names;
    }

    private static Set<String> samples(String text) {
        return SAMPLE.matcher(text).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    private static Set<String> namesIn(String expression) {
        String bare = TEXTS_AND_LABELS.matcher(expression).replaceAll("").replaceAll("\\[[^]]*]", "");
        return NAME.matcher(bare).results().map(found -> found.group()).collect(toCollection(TreeSet::new));
    }
}
