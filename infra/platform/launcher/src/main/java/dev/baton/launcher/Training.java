package dev.baton.launcher;

import dev.baton.launcher.engine.FileTree;
import dev.baton.launcher.supervision.Leftovers;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.Supervisor;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.Secrets;
import dev.baton.launcher.topology.Topology;
import dev.baton.launcher.topology.Variation;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code train}: runs the platform once, on a folder and ports of its own, up to the moment when everything is ready, so
 * that every process of later runs finds the classes of a whole start in its cache.
 */
final class Training {
    // Each process writes its cache as it ends, on a machine that may have two processors.
    private static final Duration WRITING = Duration.ofMinutes(3);
    private static final int FIRST_BASE = 21_000;
    private static final int LAST_BASE = 29_000;
    private static final int BASES_APART = 1_000;

    private final Console console;
    private final Clock clock;

    Training(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    int run(Options options) throws IOException, InterruptedException {
        DataFolder data = new DataFolder(Topology.cache(options.project()).resolve("training"));
        data.prepare();
        try (FileLock lock = RunningPlatform.lock(data)) {
            RunFolder runs = new RunFolder(data.run());
            new Leftovers(runs, data.mark()).end(Up.LEFTOVER_GRACE);
            Topology topology = topology(options.project(), data);
            train(topology, new Supervisor(runs, data.logs(), console, clock));
            topology.keepCaches().forEach(program -> console.line("  " + program + " starts without a cache"));
            FileTree.delete(data.root());
            return lock.isValid() ? 0 : 1;
        }
    }

    private void train(Topology topology, Supervisor supervisor) throws InterruptedException {
        Thread interrupted = new Thread(() -> stop(supervisor), "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            new Startup(topology, supervisor, console, clock).run();
            console.line("  writing what was loaded");
        } finally {
            supervisor.stopAll(WRITING);
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
    }

    private static void stop(Supervisor supervisor) {
        try {
            supervisor.stopAll(Up.LEFTOVER_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Topology topology(Path project, DataFolder data) throws IOException {
        for (int base = FIRST_BASE; base < LAST_BASE; base += BASES_APART) {
            Topology topology = new Topology(project, data, new Ports(base), Variation.TRAINING, Secrets.in(data));
            if (FreePorts.areFree(topology.processes())) {
                return topology;
            }
        }
        throw new CannotRun("No ports are free to prepare fast starts with.");
    }
}
