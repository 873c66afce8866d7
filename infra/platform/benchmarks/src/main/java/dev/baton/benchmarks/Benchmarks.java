package dev.baton.benchmarks;

import dev.baton.benchmarks.Run.Size;
import dev.baton.benchmarks.handoff.ClaimRace;
import dev.baton.benchmarks.handoff.Escalate;
import dev.baton.benchmarks.mail.MailThroughput;
import dev.baton.benchmarks.peer.FanOut;
import dev.baton.benchmarks.peer.IdleMemory;
import dev.baton.benchmarks.peer.Rising;
import dev.baton.benchmarks.peer.Storm;
import dev.baton.benchmarks.platform.Startup;
import dev.baton.benchmarks.read.EscalationQueue;
import dev.baton.benchmarks.read.MySessions;
import dev.baton.benchmarks.read.SimilarSearch;
import dev.baton.benchmarks.relay.CommitToKafka;
import dev.baton.benchmarks.relay.Drain;
import dev.baton.benchmarks.stream.CommitToFrame;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code infra/bench}: runs benchmarks one after the other and says which limits were missed. */
public final class Benchmarks {
    public static final List<Benchmark> ALL = List.of(new CommitToKafka(), new Drain(), new CommitToFrame(),
            Escalate.withEverything(), Escalate.alone(), new ClaimRace(), new EscalationQueue(), new MySessions(),
            new SimilarSearch(), new MailThroughput(), FanOut.hot(), FanOut.accounts(), new Rising(),
            new IdleMemory(), new Storm(), new Startup());

    static final int KEPT = 0;
    static final int MISSED = 1;
    static final int FAILED = 2;

    private static final int DEFAULT_BASE_PORT = 26_000;

    private final PrintStream out;

    /** What is written with {@code --json}. */
    private record Results(Machine machine, List<Report> reports) {}

    Benchmarks(PrintStream out) {
        this.out = out;
    }

    @SuppressWarnings("SystemOut") // The one class that may.
    public static void main(String[] arguments) {
        int code;
        try {
            code = new Benchmarks(System.out).run(arguments);
        } catch (Exception e) {
            e.printStackTrace(System.err);
            code = FAILED;
        }
        System.exit(code);
    }

    private int run(String... arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        String name = arguments.length == 0 ? "" : arguments[0];
        List<Benchmark> chosen = ALL.stream().filter(each -> name.equals("all") || name.equals(each.name())).toList();
        if (chosen.isEmpty()) {
            out.println("usage: infra/bench all|"
                    + ALL.stream().map(Benchmark::name).collect(Collectors.joining("|"))
                    + " [--data DIR] [--base-port N] [--json FILE] [--size full|smoke] [--event-loops N]");
            return FAILED;
        }
        Run run = new Run(Path.of(options.getOrDefault("--project", ".")).toAbsolutePath().normalize(),
                Path.of(options.getOrDefault("--data", System.getProperty("java.io.tmpdir") + "/baton-bench")),
                Integer.parseInt(options.getOrDefault("--base-port", String.valueOf(DEFAULT_BASE_PORT))),
                options.getOrDefault("--size", "full").equals("smoke") ? Size.SMOKE : Size.FULL,
                Integer.parseInt(options.getOrDefault("--event-loops", "1")));
        List<Report> reports = measure(chosen, run);
        if (options.containsKey("--json")) {
            write(Path.of(options.get("--json")), reports);
        }
        return code(reports);
    }

    List<Report> measure(List<Benchmark> benchmarks, Run run) throws Exception {
        out.println("Machine: " + Machine.here() + (run.size() == Size.FULL
                ? "\n"
                : "\nOf smoke size: the figures say nothing.\n"));
        List<Report> reports = new ArrayList<>();
        for (Benchmark benchmark : benchmarks) {
            Report report = benchmark.run(run);
            out.println(report.table());
            reports.add(report);
        }
        return reports;
    }

    static int code(List<Report> reports) {
        return reports.stream().anyMatch(Report::isMissed) ? MISSED : KEPT;
    }

    private static void write(Path file, List<Report> reports) throws IOException {
        Files.writeString(file, JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Results(Machine.here(), reports)));
    }
}
