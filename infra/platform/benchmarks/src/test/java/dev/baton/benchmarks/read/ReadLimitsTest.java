package dev.baton.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.load.Latencies;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
    private static final Questions TWO = new Questions("lists", 15,
            List.of(new Question("first", List.of()), new Question("next", List.of())));

    @Test
    void aSlowQuestionIsNotHiddenBehindAQuickOne() {
        assertThat(missed(latencies(14.9), latencies(14.9))).isEmpty();
        assertThat(missed(latencies(1), latencies(15.2))).containsExactly("next: p99");
    }

    @Test
    void nothingReadMissesTheLimit() {
        assertThat(missed(latencies(1), new Latencies())).containsExactly("next: p99");
    }

    private static List<String> missed(Latencies first, Latencies next) {
        return TWO.report(50, "", List.of(first, next))
                .figures()
                .stream()
                .filter(Figure::isMissed)
                .map(Figure::name)
                .toList();
    }

    /** 97 quick and 3 slow answers. */
    private static Latencies latencies(double slowMillis) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 100; i++) {
            latencies.record((long) ((i < 97 ? 0.5 : slowMillis) * 1e6));
        }
        return latencies;
    }
}
