package dev.baton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.benchmarks.Run.Size;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every benchmark runs and measures something; what it measured says nothing on a machine that builds. */
class BenchmarksIT {
    // Without start-up, which runs the scripts of a finished build; StopAndStartIT starts the platform as they do.
    private static final List<Benchmark> IN_A_BUILD = Benchmarks.ALL.stream()
            .filter(each -> !each.name().equals("startup"))
            .toList();

    @Test
    void everyBenchmarkMeasuresAndLeavesNothingBehind(@TempDir Path data) throws Exception {
        Run run = new Run(Path.of(System.getProperty("baton.root")), data, 27_000, Size.SMOKE, 1);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        List<Report> reports = new Benchmarks(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .measure(IN_A_BUILD, run);

        assertThat(reports).extracting(Report::benchmark)
                .containsExactlyElementsOf(IN_A_BUILD.stream().map(Benchmark::name).toList());
        assertThat(reports).flatMap(Report::figures).allSatisfy(figure -> assertThat(figure.value()).isNotNaN());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("| p99 |");
        assertThat(data).isEmptyDirectory();
    }
}
