package dev.baton.benchmarks.read;

import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Crew;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Questions asked of one handoff-service in turn, at a fixed rate, and a limit that each of them has to keep. */
record Questions(String benchmark, double p99LimitMillis, List<Question> all) {
    private static final int CONNECTIONS = 16;

    Questions {
        all = List.copyOf(all);
    }

    /** Makes the past that is asked about, and asks. */
    @FunctionalInterface
    interface Asking {
        Report on(Stage stage) throws Exception;
    }

    /** Asks handoff-service alone, where {@code desks} work and nothing has happened yet. */
    static Report run(Run run, String benchmark, Desks desks, Asking asking) throws Exception {
        Path folder = Stage.folder(run, benchmark);
        SettingOverride seed = desks.write(folder.resolve("desks"));
        try (Stage stage = Stage.only(Stage.HANDOFF_ALONE, run, folder, seed)) {
            return asking.on(stage);
        }
    }

    /**
     * Warms up and measures.
     *
     * @param perSecond of all questions together
     * @param over which rows were there, for the report
     */
    Report ask(Run run, Stage stage, int perSecond, String over) throws IOException, ExecutionException,
            InterruptedException {
        int warmUp = count(perSecond, run.pick(Duration.ofSeconds(90), Duration.ofSeconds(1)));
        int measured = count(perSecond, run.pick(Duration.ofSeconds(60), Duration.ofSeconds(2)));
        List<Latencies> latencies = all.stream().map(_ -> new Latencies()).toList();
        try (Crew crew = new Crew(CONNECTIONS, stage.ports().handoff(1))) {
            ask(crew, perSecond, 0, warmUp, all.stream().map(_ -> new Latencies()).toList());
            ask(crew, perSecond, warmUp, warmUp + measured, latencies);
        }
        return report(perSecond, over, latencies);
    }

    private void ask(Crew crew, double perSecond, int from, int to, List<Latencies> latencies)
            throws ExecutionException, InterruptedException {
        crew.atRate(perSecond, from, to, index -> latencies.get(index % all.size()), (index, connection) -> {
            List<byte[]> requests = all.get(index % all.size()).requests();
            Question.ask(connection, requests.get(index / all.size() % requests.size()));
        });
    }

    /** @param latencies of each question */
    Report report(double perSecond, String over, List<Latencies> latencies) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i).name();
            Latencies measured = latencies.get(i);
            figures.add(Figure.told(name + ": answered", (double) measured.count(), "requests"));
            figures.add(Figure.told(name + ": p50", measured.percentile(50), "ms"));
            figures.add(Figure.atMost(p99LimitMillis, name + ": p99", measured.percentile(99), "ms"));
            figures.add(Figure.told(name + ": max", measured.max(), "ms"));
        }
        return new Report(benchmark,
                ("%.0f questions a second in turn, open loop: each counts from the moment it was due."
                        + " PostgreSQL, Kafka and one handoff-service, asked directly. %s").formatted(perSecond, over),
                figures);
    }

    /** Each question equally often. */
    private int count(int perSecond, Duration time) {
        return Math.max(1, (int) (perSecond * time.toSeconds()) / all.size()) * all.size();
    }
}
