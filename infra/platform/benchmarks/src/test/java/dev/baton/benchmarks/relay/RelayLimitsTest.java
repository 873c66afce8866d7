package dev.baton.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.load.Latencies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayLimitsTest {
    @Test
    void fiftyThousandRowsASecondAreEnoughAndOneLessIsNot() {
        assertThat(Drain.report(50_000, Duration.ofSeconds(1)).isMissed()).isFalse();
        assertThat(Drain.report(49_999, Duration.ofSeconds(1)).isMissed()).isTrue();
    }

    @Test
    void aMedianMoreThanTwoMillisecondsAboveRawIsMissed() {
        assertThat(missed(report(5, 6.9, 8))).isEmpty();
        assertThat(missed(report(5, 7.1, 8))).containsExactly("p50 above raw p50");
    }

    @Test
    void aTailOfMoreThanThreeTimesRawIsMissed() {
        assertThat(missed(report(5, 6, 14.9))).isEmpty();
        assertThat(missed(report(5, 6, 15.2))).containsExactly("p99 / raw p99");
    }

    @Test
    void nothingReadMissesBothLimits() {
        assertThat(missed(CommitToKafka.report(new Latencies(), new Latencies()))).hasSize(2);
    }

    private static Iterable<String> missed(Report report) {
        return report.figures().stream().filter(Figure::isMissed).map(Figure::name).toList();
    }

    /** Raw sends that all take the same, and 97 fast and 3 slow commits. */
    private static Report report(double raw, double fast, double slow) {
        Latencies rawLatencies = new Latencies();
        Latencies committed = new Latencies();
        for (int i = 0; i < 100; i++) {
            rawLatencies.record((long) (raw * 1e6));
            committed.record((long) ((i < 97 ? fast : slow) * 1e6));
        }
        return CommitToKafka.report(committed, rawLatencies);
    }
}
