package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Acceptance O5: alerts do what their tests say, and whoever is woken finds a page. */
class AlertsTest {
    static final List<AlertRules> RULES = AlertRules.all();

    private static final Path RUNBOOKS = AlertRules.ROOT.resolve("docs/runbooks");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    @ParameterizedTest
    @FieldSource("RULES")
    void theRulesDoWhatTheirTestsSay(AlertRules rules) throws Exception {
        assertThat(AlertRules.promtool(rules.tests())).startsWith("0\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void theTestsNoticeAnAlertThatNeverFires(AlertRules rules, AlertRules.Alert alert, @TempDir Path copy)
            throws Exception {
        String name = "- alert: " + alert.name() + "\n";
        String broken = Files.readString(rules.rules())
                .replaceFirst(Pattern.quote(name) + "(?s).*?\\n {8}labels:\n",
                        name + "        expr: vector(0) > 1\n        labels:\n");
        Files.writeString(copy.resolve("alerts.yaml"), broken);
        Path tests = Files.copy(rules.tests(), copy.resolve("alerts.test.yaml"));

        assertThat(AlertRules.promtool(tests)).startsWith("1\n").contains("alertname: " + alert.name());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertIsTestedFiringAndSilent(AlertRules rules, AlertRules.Alert alert) {
        AlertRules.Expectations expectations = rules.expectations(alert.name());

        assertThat(expectations.fires()).isPositive();
        assertThat(expectations.silent()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertHasItsRunbook(AlertRules rules, AlertRules.Alert alert) throws IOException {
        String runbook = alert.name() + ".md";

        assertThat(alert.name()).startsWith("Baton");
        assertThat(alert.annotations()).containsKey("summary").containsEntry("runbook_url", "docs/runbooks/" + runbook);
        assertThat(RUNBOOKS.resolve(runbook)).content().contains("**What it means.**", "**Look.**", "**Do.**");
        assertThat(RUNBOOKS.resolve("README.md")).content().contains("(" + runbook + ")");
    }

    @Test
    void everyLinkOfTheRunbooksResolves() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages).isNotEmpty().allSatisfy(page -> {
                for (String link : linksOf(page)) {
                    assertThat(page.resolveSibling(link)).exists();
                }
            });
        }
    }

    static Stream<Arguments> alerts() {
        return RULES.stream().flatMap(rules -> rules.alerts().stream().map(alert -> Arguments.of(rules, alert)));
    }

    private static List<String> linksOf(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.startsWith("http"))
                .toList();
    }
}
