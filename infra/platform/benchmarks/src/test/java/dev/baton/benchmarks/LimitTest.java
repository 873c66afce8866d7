package dev.baton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void oneMissedLimitAmongKeptOnesMakesTheRunFail() {
        Report kept = report(Figure.atMost(50, "p99", 50, "ms"), Figure.atLeast(50_000, "drained", 50_000, "rows/s"));
        Report missed = report(Figure.told("p50", 1, "ms"), Figure.atMost(50, "p99", 50.1, "ms"));

        assertThat(Benchmarks.code(List.of(kept))).isEqualTo(Benchmarks.KEPT);
        assertThat(Benchmarks.code(List.of(kept, missed, kept))).isEqualTo(Benchmarks.MISSED);
    }

    @Test
    void tooLittleMissesALowerLimit() {
        assertThat(Figure.atLeast(50_000, "drained", 49_999, "rows/s").isMissed()).isTrue();
    }

    @Test
    void nothingMeasuredMissesEveryLimit() {
        assertThat(Figure.atMost(50, "p99", Double.NaN, "ms").isMissed()).isTrue();
        assertThat(Figure.atLeast(1, "answered", Double.NaN, "handoffs").isMissed()).isTrue();
    }

    @Test
    void theTableSaysWhichLimitWasMissed() {
        String table = report(Figure.atMost(50, "p99", 61.25, "ms"), Figure.atMost(2, "all", 1.5, "s")).table();

        assertThat(table).contains("| p99 | 61.3 | ms | <= 50 | MISSED |", "| all | 1.50 | s | <= 2 | ok |");
    }

    private static Report report(Figure... figures) {
        return new Report("sample", "Made up.", List.of(figures));
    }
}
