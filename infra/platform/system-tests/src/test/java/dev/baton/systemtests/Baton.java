package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole platform, started by its launcher as {@code infra/up} starts it, from the jars that this build made. */
public final class Baton implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final int PORTS = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root = Path.of(System.getProperty("baton.root"));
    private final Path data;
    private final int basePort;
    private final List<String> options;
    private Process launcher;

    private Baton(Path data, int basePort, List<String> options) {
        this.data = data;
        this.basePort = basePort;
        this.options = options;
    }

    /** Starts with an empty data folder and waits until it says that it is ready. */
    static Baton start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /** As {@link #start()}, with options as {@code infra/up} takes them. */
    static Baton start(List<String> options) throws IOException, InterruptedException {
        return start(Files.createTempDirectory("baton-system-test"), options);
    }

    /** @param options as {@code infra/up} takes them */
    public static Baton start(Path data, List<String> options) throws IOException, InterruptedException {
        Baton baton = new Baton(data.toRealPath(), freeBasePort(), options);
        baton.up();
        return baton;
    }

    /** As the other, from caches as {@code infra/up} makes them after a build: what is killed is back sooner. */
    public static Baton startTrained(Path data, List<String> options) throws IOException, InterruptedException {
        Baton baton = new Baton(data.toRealPath(), freeBasePort(), options);
        Process training = baton.launch("train");
        assertThat(training.waitFor(START.toMinutes(), TimeUnit.MINUTES)).as("training ended").isTrue();
        assertThat(training.exitValue()).as(Files.readString(baton.log("train"))).isZero();
        baton.up();
        return baton;
    }

    /** Starts again on the data that is there. */
    void up() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--base-port", Integer.toString(basePort)));
        all.addAll(options);
        launcher = launch("up", all.toArray(String[]::new));
        Path log = log("up");
        await().atMost(START).pollInterval(Duration.ofMillis(500)).until(() -> {
            String text = Files.readString(log);
            if (!launcher.isAlive()) {
                throw new IllegalStateException("the launcher ended:\n" + text);
            }
            return text.contains("Baton is ready");
        });
    }

    public URI edge(int replica) {
        return URI.create("http://localhost:" + (basePort + replica - 1));
    }

    /** Where a gateway serves streams and nothing else. */
    public URI streams(int replica) {
        return URI.create("http://localhost:" + (basePort + 10 + replica - 1));
    }

    /** Where a gateway has its health and its metrics. */
    public URI management(int replica) {
        return URI.create("http://localhost:" + (basePort + 100 + replica - 1));
    }

    URI handoff(int replica) {
        return URI.create("http://localhost:" + (basePort + 20 + replica - 1));
    }

    /** What Prometheus reads of the first replica of each service. */
    String metrics() {
        StringBuilder all = new StringBuilder();
        for (int service : List.of(0, 20, 30, 40)) {
            URI uri = URI.create("http://localhost:" + (basePort + service + 100) + "/actuator/prometheus");
            try {
                all.append(Person.HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return all.toString();
    }

    public String kafka() {
        return "localhost:" + (basePort + 50);
    }

    public Path data() {
        return data;
    }

    /** The address of one of its databases. */
    public String database(String name) {
        return "jdbc:postgresql://127.0.0.1:" + (basePort + 60) + "/" + name;
    }

    /** The settings that a process was given, among them its login to its own database. */
    Properties settings(String process) throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("settings").resolve(process + ".properties"))) {
            settings.load(file);
        }
        return settings;
    }

    public Person signIn(String email) {
        return Person.signIn(edge(1), email);
    }

    /** A process by the name that {@code infra/status} shows. */
    public ProcessHandle process(String name) {
        for (JsonNode process : status()) {
            if (process.get("name").asString().equals(name)) {
                return ProcessHandle.of(process.get("pid").asLong()).orElseThrow();
            }
        }
        throw new IllegalArgumentException("no process " + name);
    }

    List<String> processNames() {
        List<String> names = new ArrayList<>();
        status().forEach(process -> names.add(process.get("name").asString()));
        return names;
    }

    /** As {@code kill -9} does. */
    void kill(String name) {
        ProcessHandle process = process(name);
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }

    public void awaitHealthy() {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            for (JsonNode process : status()) {
                assertThat(process.get("health").asString()).as(process.get("name").asString()).isEqualTo("up");
            }
        });
    }

    JsonNode status() {
        try {
            Process process = launch("status", "--json");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return JSON.readTree(Files.readString(log("status"))).get("processes");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Plays a junior's session as {@code infra/demo} does. */
    void demo() throws IOException, InterruptedException {
        Process demo = launch("demo", "--fast", "--base-port", Integer.toString(basePort));
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(Files.readString(log("demo"))).isZero();
    }

    /** As {@code kill -9} of the launcher does: nobody stops what it started. */
    void killLauncher() throws InterruptedException {
        launcher.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does; gives the processes that ran before. */
    List<ProcessHandle> stop() throws InterruptedException {
        List<ProcessHandle> processes = new ArrayList<>();
        status().forEach(process -> ProcessHandle.of(process.get("pid").asLong()).ifPresent(processes::add));
        launcher.destroy();
        assertThat(launcher.waitFor(90, TimeUnit.SECONDS)).as("the launcher stopped").isTrue();
        return processes;
    }

    @Override
    public void close() {
        try {
            if (launcher.isAlive()) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch(String command, String... arguments) throws IOException {
        Path target = root.resolve("infra/platform/launcher/target");
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-cp",
                target.resolve("launcher.jar") + ":" + target.resolve("lib") + "/*", "dev.baton.launcher.Launcher",
                command, "--project", root.toString(), "--data", data.toString()));
        line.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log(command).toFile()).start();
    }

    private Path log(String command) {
        return data.resolveSibling(data.getFileName() + "-" + command + ".log");
    }

    // Every port of the platform lies within the next two hundred; a few probes find a stretch that is free.
    private static int freeBasePort() throws IOException {
        for (int candidate = 20_000; candidate < 30_000; candidate += PORTS) {
            if (isFree(candidate) && isFree(candidate + 20) && isFree(candidate + 50) && isFree(candidate + 60)) {
                return candidate;
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
