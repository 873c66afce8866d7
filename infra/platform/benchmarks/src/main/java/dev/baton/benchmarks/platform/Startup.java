package dev.baton.benchmarks.platform;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.launcher.engine.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From the command to the word that everything is ready, as a person at a terminal waits for it. */
public final class Startup implements Benchmark {
    private static final double LIMIT_SECONDS = 20;
    private static final double NANOS_OF_A_SECOND = 1e9;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public Report run(Run run) throws Exception {
        Path folder = Stage.folder(run, name());
        try {
            // Not counted: it may build, and it makes the caches of a new build.
            startAndStop(run, folder.resolve("first"));
            List<Double> empty = new ArrayList<>();
            for (int i = 0; i < run.pick(3, 1); i++) {
                empty.add(startAndStop(run, folder.resolve("empty-" + i)));
            }
            List<Double> withData = new ArrayList<>();
            for (int i = 0; i < run.pick(3, 1); i++) {
                withData.add(startAndStop(run, folder.resolve("first")));
            }
            return report(empty, withData);
        } finally {
            FileTree.delete(folder);
        }
    }

    private Report report(List<Double> empty, List<Double> withData) {
        double ofEmpty = median(empty);
        double ofData = median(withData);
        return new Report(name(),
                "`infra/up --detach` of a finished build, until it returns. Medians of " + empty.size()
                        + " runs each.",
                List.of(
                        Figure.atMost(LIMIT_SECONDS, "on an empty folder, with demo data", ofEmpty, "s"),
                        Figure.told("the slowest of them", empty.getLast(), "s"),
                        Figure.atMost(LIMIT_SECONDS, "on the data of an earlier run", ofData, "s"),
                        Figure.told("the slowest of them", withData.getLast(), "s")));
    }

    /** Sorts them, too. */
    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private static double startAndStop(Run run, Path data) throws IOException, InterruptedException {
        long began = System.nanoTime();
        command(run, "infra/up", "--data", data.toString(), "--base-port", Integer.toString(run.basePort()),
                "--detach");
        double seconds = (System.nanoTime() - began) / NANOS_OF_A_SECOND;
        command(run, "infra/down", "--data", data.toString());
        return seconds;
    }

    private static void command(Run run, String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).directory(run.project().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(Arrays.toString(words) + " ended with " + code);
        }
    }
}
