package dev.baton.benchmarks.platform;

import dev.baton.benchmarks.Run;
import dev.baton.launcher.engine.FileTree;
import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.Supervisor;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.Replicas;
import dev.baton.launcher.topology.Secrets;
import dev.baton.launcher.topology.SettingOverride;
import dev.baton.launcher.topology.Topology;
import dev.baton.launcher.topology.Variation;
import dev.baton.launcher.topology.Variation.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Some or all processes of the local platform, as {@code infra/up} starts them, on an empty data folder. */
public final class Stage implements AutoCloseable {
    /** Databases and topics, and nobody who uses them. */
    public static final Set<String> ENGINES = Set.of("postgres", "kafka");
    public static final Set<String> HANDOFF_ALONE = Set.of("postgres", "kafka", "handoff-1");

    private static final String POSTGRES = "postgres";
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Topology topology;
    private final Supervisor supervisor;
    private final Thread atExit = new Thread(this::stop, "stop");

    private Stage(Topology topology) {
        this.topology = topology;
        DataFolder data = topology.data();
        this.supervisor = new Supervisor(new RunFolder(data.run()), data.logs(), new Deaths(), Clock.systemUTC());
    }

    /** The folder of one benchmark, not there before. */
    public static Path folder(Run run, String benchmark) throws IOException {
        Files.createDirectories(run.data());
        return Files.createTempDirectory(run.data(), benchmark + "-");
    }

    /** Everything, each service as often as {@code infra/up} runs it. */
    public static Stage everything(Run run, Path folder, SettingOverride... settings) throws IOException,
            InterruptedException {
        return open(run, folder, null, settings);
    }

    /** Only the named processes, the first of each service. */
    public static Stage only(Set<String> processes, Run run, Path folder, SettingOverride... settings)
            throws IOException, InterruptedException {
        return open(run, folder, processes, settings);
    }

    private static Stage open(Run run, Path folder, @Nullable Set<String> only, SettingOverride... settings)
            throws IOException, InterruptedException {
        DataFolder data = new DataFolder(folder);
        data.prepare();
        Replicas replicas = only == null ? Replicas.STANDARD : Replicas.ofEach(1);
        Stage stage = new Stage(new Topology(run.project(), data, new Ports(run.basePort()),
                new Variation(replicas, List.of(settings), Start.PRODUCTION), Secrets.in(data)));
        Runtime.getRuntime().addShutdownHook(stage.atExit);
        try {
            stage.start(only);
            return stage;
        } catch (RuntimeException e) {
            stage.stop();
            throw e;
        }
    }

    private void start(@Nullable Set<String> only) {
        start(topology.engines(), only);
        CompletableFuture<Void> topics = supervisor.prepare(Topology.TOPICS, topology.topics()::create);
        if (only == null || only.contains(POSTGRES)) {
            supervisor.prepare(Topology.DATABASES, topology.databases()::create).join();
        }
        topics.join();
        start(topology.services(), only);
    }

    private void start(List<ProcessSpec> layer, @Nullable Set<String> only) {
        CompletableFuture.allOf(layer.stream()
                .filter(process -> only == null || only.contains(process.name()))
                .map(supervisor::start)
                .toArray(CompletableFuture<?>[]::new)).join();
    }

    public Topology topology() {
        return topology;
    }

    public Ports ports() {
        return topology.ports();
    }

    /** Signs for anybody, as handoff-service does. */
    public Tokens tokens() throws IOException {
        return new Tokens(keys(), topology.url());
    }

    /** A JWK Set of the private key that tokens are signed with; there once a service was started. */
    public Path keys() {
        return topology.data().keys().resolve("access-tokens.jwks.json");
    }

    /**
     * What a process has taken of the processors since its start, with those of its children that still run: PostgreSQL
     * has one for each connection.
     *
     * @throws IllegalStateException when it does not run
     */
    public Duration processorTime(String process) {
        return Usage.processorTime(process(process));
    }

    /**
     * A process of the stage, by the name that the launcher gives it.
     *
     * @throws IllegalStateException when it does not run
     */
    public ProcessHandle process(String process) {
        return new RunFolder(topology.data().run()).all()
                .stream()
                .filter(each -> each.name().equals(process))
                .findFirst()
                .flatMap(each -> each.process().find())
                .orElseThrow(() -> new IllegalStateException(process + " does not run"));
    }

    /** Stops everything and leaves nothing on disk. */
    @Override
    public void close() throws IOException {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        FileTree.delete(topology.data().root());
    }

    private void stop() {
        try {
            supervisor.stopAll(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
