package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acceptance G8: no stampede. */
class DrainPlanTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({"40,10", "100,10", "1000,10", "10000,10", "10000,60", "333,7"})
    void noSecondSeesTwiceAsManyAsTheAverage(int streams, int seconds) {
        DrainPlan plan = new DrainPlan(Duration.ofSeconds(seconds), random);

        List<DrainPlan.Turn<Integer>> turns = plan.of(IntStream.range(0, streams).boxed().toList());

        long[] moments = turns.stream().mapToLong(DrainPlan.Turn::afterNanos).toArray();
        assertThat(turns).extracting(DrainPlan.Turn::stream).doesNotHaveDuplicates().hasSize(streams);
        assertThat(moments).isSorted();
        assertThat(moments[0]).isNotNegative();
        assertThat(moments[streams - 1]).isLessThan(seconds * SECOND);
        assertThat(peak(moments)).isLessThanOrEqualTo(2L * streams / seconds);
    }

    @Test
    void streamsThatAllEndAtTheSameMomentWouldBeSeen() {
        assertThat(peak(new long[100])).isEqualTo(100);
    }

    @Test
    void theOrderIsNotThatInWhichTheyCame() {
        List<Integer> came = IntStream.range(0, 1_000).boxed().toList();

        assertThat(new DrainPlan(Duration.ofSeconds(10), random).of(came)).extracting(DrainPlan.Turn::stream)
                .isNotEqualTo(came);
    }

    @Test
    void withoutStreamsThereIsNothingToDo() {
        assertThat(new DrainPlan(Duration.ofSeconds(10), random).of(List.of())).isEmpty();
    }

    @Test
    void withoutAWindowAllGoAtOnce() {
        assertThat(new DrainPlan(Duration.ZERO, random).of(List.of(1, 2, 3))).hasSize(3)
                .allMatch(turn -> turn.afterNanos() == 0);
    }

    /** The most in any second, wherever it begins. */
    private static long peak(long[] moments) {
        return LongStream.of(moments)
                .map(begin -> LongStream.of(moments).filter(each -> each >= begin && each < begin + SECOND).count())
                .max()
                .orElse(0);
    }
}
