package dev.baton.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.stream.CommitToFrame.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLimitsTest {
    @Test
    void onlyTheManyStreamsHaveLimits() {
        Report slowWithOne = CommitToFrame.report(100, List.of(round(1, 90, 900), round(2000, 5.9, 24)));

        assertThat(slowWithOne.isMissed()).isFalse();
    }

    @Test
    void aSlowMedianMissesOneLimitAndAFewSlowFramesTheOther() {
        assertThat(missed(round(2000, 6.1, 7))).containsExactly("2,000 streams: p50");
        assertThat(missed(round(2000, 5, 26))).containsExactly("2,000 streams: p99");
    }

    @Test
    void nothingReadMissesBothLimits() {
        assertThat(missed(new Round(2000, new Latencies(), 0))).hasSize(2);
    }

    private static List<String> missed(Round round) {
        return CommitToFrame.report(100, List.of(round))
                .figures()
                .stream()
                .filter(Figure::isMissed)
                .map(Figure::name)
                .toList();
    }

    /** 97 fast and 3 slow frames. */
    private static Round round(int streams, double fast, double slow) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 100; i++) {
            latencies.record((long) ((i < 97 ? fast : slow) * 1e6));
        }
        return new Round(streams, latencies, 10);
    }
}
