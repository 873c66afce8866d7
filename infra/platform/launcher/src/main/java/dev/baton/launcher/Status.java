package dev.baton.launcher;

import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.RunRecord;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.Replicas;
import dev.baton.launcher.topology.Secrets;
import dev.baton.launcher.topology.Topology;
import dev.baton.launcher.topology.Variation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code infra/status}: asks every process how it does. Ends with 0 when all are up, else with 1. */
final class Status {
    private final Console console;

    Status(Console console) {
        this.console = console;
    }

    int run(Options options) throws IOException {
        DataFolder data = options.data();
        Optional<RunningPlatform> running = RunningPlatform.alive(data);
        Topology topology = topology(options.project(), data);
        Map<String, RunRecord> runs = new RunFolder(data.run()).all()
                .stream()
                .collect(Collectors.toMap(RunRecord::name, Function.identity()));
        // In parallel: a process that hangs costs its time-out once, not nine times.
        List<ProcessStatus> processes = topology.processes()
                .parallelStream()
                .map(process -> ProcessStatus.of(process, runs.get(process.name()), data.logs()))
                .toList();
        Health overall = overall(running, processes);
        if (options.has("--json")) {
            console.line(json(topology.url(), overall, running, processes));
        } else {
            print(topology.url(), overall, processes);
        }
        return overall == Health.UP ? 0 : 1;
    }

    /** As the last launcher of the folder had it, or as the next one will have it unless it is told otherwise. */
    private static Topology topology(Path project, DataFolder data) throws IOException {
        Optional<RunningPlatform> last = RunningPlatform.in(data);
        Ports ports = new Ports(last.map(RunningPlatform::basePort).orElse(Ports.DEFAULT_BASE));
        Replicas replicas = last.map(RunningPlatform::replicas).orElse(Replicas.STANDARD);
        return new Topology(project, data, ports, new Variation(replicas, List.of()), Secrets.in(data));
    }

    private static Health overall(Optional<RunningPlatform> running, List<ProcessStatus> processes) {
        if (running.isEmpty()) {
            return Health.DOWN;
        }
        if (processes.stream().allMatch(each -> each.health() == Health.UP)) {
            return Health.UP;
        }
        return running.get().readyAt() == null ? Health.STARTING : Health.DOWN;
    }

    private static String json(String url, Health overall, Optional<RunningPlatform> running,
            List<ProcessStatus> processes) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("url", url);
        status.put("health", overall);
        status.put("launcher_pid", running.map(each -> each.launcher().pid()).orElse(null));
        status.put("processes", processes);
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(status);
    }

    private void print(String url, Health overall, List<ProcessStatus> processes) {
        console.line("Baton is " + overall.word() + ": " + url);
        console.line(
                "  %-16s %-9s %8s  %8s  %-44s %s".formatted("process", "health", "pid", "restarts", "ports", "log"));
        for (ProcessStatus each : processes) {
            String ports = each.ports()
                    .entrySet()
                    .stream()
                    .map(port -> port.getKey() + " " + port.getValue())
                    .collect(Collectors.joining(", "));
            console.line("  %-16s %-9s %8s  %8d  %-44s %s".formatted(each.name(), each.health().word(),
                    each.pid() == null ? "-" : each.pid(), each.restarts(), ports, each.logFile()));
        }
    }
}
