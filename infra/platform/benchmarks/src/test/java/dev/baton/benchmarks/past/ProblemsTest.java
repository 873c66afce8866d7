package dev.baton.benchmarks.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search over texts that are all alike, or all different, would say nothing. */
class ProblemsTest {
    private static final int MANY = 10_000;

    @Test
    void someWordsAreInManyProblemsAndManyInAFew() {
        Problems problems = new Problems(new Random(1));

        Map<String, Long> counts = IntStream.range(0, MANY)
                .mapToObj(problems::next)
                .flatMap(problem -> Arrays.stream(problem.summary().split("\\W+")).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts.get("the")).isGreaterThan(MANY / 2);
        assertThat(counts.get("Printer")).isBetween((long) MANY / 50, (long) MANY / 5);
        assertThat(counts.values().stream().filter(count -> count <= 5).count()).isGreaterThan(MANY / 10);
    }
}
