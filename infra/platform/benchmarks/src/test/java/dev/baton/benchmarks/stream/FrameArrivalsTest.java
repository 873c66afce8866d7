package dev.baton.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.benchmarks.load.EventStreams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameArrivalsTest {
    /** Two accounts with two streams each: 0 and 2, 1 and 3. */
    private final FrameArrivals arrivals = new FrameArrivals(4, 2, 2);

    @Test
    void eachStreamHasItsOwnTime() {
        arrivals.event(1, numbered(3), 10);
        arrivals.event(3, numbered(3), 20);

        assertThat(arrivals.time(3, 0)).isEqualTo(10);
        assertThat(arrivals.time(3, 1)).isEqualTo(20);
    }

    @Test
    void anEventThatComesTwiceFailsTheRun() {
        arrivals.event(0, numbered(2), 10);

        assertThatThrownBy(() -> arrivals.event(0, numbered(2), 20)).hasMessageContaining("twice");
    }

    @Test
    void anEventOfAnotherAccountFailsTheRun() {
        assertThatThrownBy(() -> arrivals.event(1, numbered(2), 10)).hasMessageContaining("another account");
    }

    @Test
    void oneFrameThatDoesNotComeFailsTheRun() throws Exception {
        for (int event = 0; event < 4; event++) {
            arrivals.event(event % 2, numbered(event), 10);
            if (event < 3) {
                arrivals.event(event % 2 + 2, numbered(event), 10);
            }
        }

        try (EventStreams none = new EventStreams(0, arrivals)) {
            assertThatThrownBy(() -> arrivals.await(none, Duration.ofMillis(100))).hasMessageContaining("1 of 8");
            arrivals.event(3, numbered(3), 10);
            arrivals.await(none, Duration.ofSeconds(10));
        }
    }

    private static byte[] numbered(int number) {
        return "{\"data\":{\"reason\":\"number %d of a run\"}}".formatted(number).getBytes(StandardCharsets.UTF_8);
    }
}
