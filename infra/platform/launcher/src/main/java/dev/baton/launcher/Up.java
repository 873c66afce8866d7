package dev.baton.launcher;

import dev.baton.launcher.supervision.Leftovers;
import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.Supervisor;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.Replicas;
import dev.baton.launcher.topology.Secrets;
import dev.baton.launcher.topology.SettingOverride;
import dev.baton.launcher.topology.Topology;
import dev.baton.launcher.topology.Variation;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code infra/up}: runs the platform until it is told to end. */
final class Up {
    static final Duration LEFTOVER_GRACE = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private final Console console;
    private final Clock clock;

    Up(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    int run(Options options) throws IOException, InterruptedException {
        DataFolder data = options.data();
        data.prepare();
        Ports ports = ports(options);
        Variation variation = new Variation(replicas(options), settings(options));
        try (FileLock lock = RunningPlatform.lock(data)) {
            // What a killed launcher recorded must not be taken for the holder of the lock.
            RunningPlatform.forget(data);
            RunFolder runs = new RunFolder(data.run());
            int leftovers = new Leftovers(runs, data.mark()).end(LEFTOVER_GRACE);
            if (leftovers > 0) {
                console.line("Ended " + leftovers + " processes that a killed launcher had left behind.");
            }
            Topology topology = new Topology(options.project(), data, ports, variation,
                    Secrets.in(data));
            FreePorts.check(topology.processes());
            supervise(topology, new Supervisor(runs, data.logs(), console, clock));
            return lock.isValid() ? 0 : 1;
        }
    }

    private void supervise(Topology topology, Supervisor supervisor) throws IOException, InterruptedException {
        DataFolder data = topology.data();
        RunningPlatform platform = new RunningPlatform(ProcessIdentity.of(ProcessHandle.current()),
                topology.ports().base(), topology.variation().replicas(), clock.instant(), null);
        platform.write(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, data), "stop"));
        console.line("Starting Baton; logs are in " + data.logs());
        new Startup(topology, supervisor, console, clock).run();
        platform.readyAt(clock.instant()).write(data);
        console.line("""

                Baton is ready: %s
                  sign in as  senior@acme.example   an engineer who picks up   (also senior2@, admin@, owner@, viewer@)
                              junior@acme.example   an engineer who escalates  (the same people are at globex.example)
                  password    baton-demo
                  next        infra/demo plays an escalation, infra/status shows the processes, Ctrl-C stops everything
                """.formatted(topology.url()));
        // Until a signal: then the hook above stops everything.
        new CountDownLatch(1).await();
    }

    private void stop(Supervisor supervisor, DataFolder data) {
        console.line("Stopping Baton ...");
        try {
            supervisor.stopAll(GRACE);
            RunningPlatform.forget(data);
        } catch (InterruptedException | IOException e) {
            // What stays of this run, infra/down and the next infra/up clear away.
            console.error("Not stopped in good order: " + e);
            return;
        }
        console.line("Baton is stopped.");
    }

    private static Ports ports(Options options) {
        int base = options.number("--base-port").orElse(Ports.DEFAULT_BASE);
        if (base < Ports.LOWEST_BASE || base > Ports.HIGHEST_BASE) {
            throw new CannotRun("--base-port lies between " + Ports.LOWEST_BASE + " and " + Ports.HIGHEST_BASE);
        }
        return new Ports(base);
    }

    private static Replicas replicas(Options options) {
        Optional<Integer> ofEach = options.number("--replicas");
        if (ofEach.isPresent() && (ofEach.get() < 1 || ofEach.get() > Replicas.MOST)) {
            throw new CannotRun("--replicas lies between 1 and " + Replicas.MOST);
        }
        return ofEach.map(Replicas::ofEach).orElse(Replicas.STANDARD);
    }

    private static List<SettingOverride> settings(Options options) {
        return options.values("--set")
                .stream()
                .map(text -> SettingOverride.parse(text)
                        .orElseThrow(() -> new CannotRun(
                                "--set takes SERVICE:NAME=VALUE, where SERVICE is the name of a service or all: "
                                        + text)))
                .toList();
    }
}
