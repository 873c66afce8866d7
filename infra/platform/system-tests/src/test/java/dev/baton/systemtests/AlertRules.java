package dev.baton.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The alerts of one folder below {@code infra/observability}, and their tests. */
record AlertRules(Path folder) {
    static final Path ROOT = Path.of(System.getProperty("baton.root"));
    static final Path OBSERVABILITY = ROOT.resolve("infra/observability");

    record Alert(String name, String expression, Map<String, String> annotations) {}

    /** How often a test expects an alert, and how often it expects that there is none. */
    record Expectations(long fires, long silent) {}

    static List<AlertRules> all() {
        try (Stream<Path> files = Files.walk(OBSERVABILITY)) {
            return files.filter(file -> file.endsWith("alerts.yaml"))
                    .map(file -> new AlertRules(file.getParent()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path rules() {
        return folder.resolve("alerts.yaml");
    }

    Path tests() {
        return folder.resolve("alerts.test.yaml");
    }

    List<Alert> alerts() {
        return list(read(rules()), "groups").stream()
                .flatMap(group -> list(group, "rules").stream())
                .map(rule -> new Alert((String) rule.get("alert"), (String) rule.get("expr"), annotations(rule)))
                .toList();
    }

    Expectations expectations(String alert) {
        List<Map<String, Object>> expected = list(read(tests()), "tests").stream()
                .flatMap(test -> list(test, "alert_rule_test").stream())
                .filter(check -> check.get("alertname").equals(alert))
                .toList();
        long fires = expected.stream().filter(check -> check.containsKey("exp_alerts")).count();
        return new Expectations(fires, expected.size() - fires);
    }

    /** What promtool said of the tests; its exit code comes first. */
    static String promtool(Path tests) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("promtool", "test", "rules", tests.toString()).redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("promtool did not end");
        }
        return process.exitValue() + "\n" + said;
    }

    private static Map<String, Object> read(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> node, String name) {
        return (List<Map<String, Object>>) node.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> annotations(Map<String, Object> rule) {
        return (Map<String, String>) rule.get("annotations");
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
