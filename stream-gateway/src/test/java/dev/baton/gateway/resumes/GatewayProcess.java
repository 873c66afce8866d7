package dev.baton.gateway.resumes;

import static org.awaitility.Awaitility.await;

import dev.baton.gateway.StreamGatewayApplication;
import dev.baton.testing.TestTokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A replica as a process of its own, so that it can be killed and come back under the same ports. */
final class GatewayProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final File log;
    private final Map<String, String> settings;
    private final int streamPort = freePort();
    private final int managementPort = freePort();
    private final Map<String, Double> before = new HashMap<>();
    private volatile Process process;

    private GatewayProcess(File log, Map<String, String> settings) {
        this.log = log;
        this.settings = settings;
    }

    static GatewayProcess start(Path folder, String name, Map<String, String> settings) {
        GatewayProcess gateway = new GatewayProcess(folder.resolve(name + ".log").toFile(), settings);
        gateway.start();
        return gateway;
    }

    void start() {
        Map<String, String> all = new HashMap<>(TestTokens.properties());
        all.put("server.port", "0");
        all.put("management.server.port", Integer.toString(managementPort));
        all.put("spring.autoconfigure.exclude",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        all.put("baton.gateway.stream.port", Integer.toString(streamPort));
        all.putAll(settings);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx192m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StreamGatewayApplication.class.getName()));
        all.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayProcess awaitServing() {
        await().atMost(Duration.ofMinutes(2)).until(() -> !scrape().isEmpty());
        return this;
    }

    int streamPort() {
        return streamPort;
    }

    /** As {@code kill -9} does. What it had counted is remembered. */
    void kill() {
        // No later: what it counts from now on is lost with it.
        samples(scrape()).forEach((sample, value) -> before.merge(sample, value, Double::sum));
        process.destroyForcibly().onExit().join();
    }

    /** Of all its lives, the sum of the samples with this label. */
    double count(String name, String label) {
        Map<String, Double> all = samples(scrape());
        before.forEach((sample, value) -> all.merge(sample, value, Double::sum));
        return all.entrySet()
                .stream()
                .filter(each -> each.getKey().startsWith(name + "{") && each.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> samples(String metrics) {
        Map<String, Double> samples = new HashMap<>();
        Pattern.compile("(?m)^(baton_gateway_\\S+) (\\S+)$")
                .matcher(metrics)
                .results()
                .forEach(found -> samples.merge(found.group(1), Double.parseDouble(found.group(2)), Double::sum));
        return samples;
    }

    private String scrape() {
        try {
            return HTTP.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                    .timeout(Duration.ofSeconds(5))
                    .build(), BodyHandlers.ofString()).body();
        } catch (IOException notUp) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
