package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingerTest {
    private static final Duration LINGER = Duration.ofMillis(4);

    private final Linger linger = new Linger(LINGER);
    // The clock of System.nanoTime may be anywhere.
    private long now = -Duration.ofMillis(5).toNanos();

    private Duration polledAfter(long millis) {
        now += Duration.ofMillis(millis).toNanos();
        return linger.polledAt(now);
    }

    @Test
    void whatComesAloneIsNeverHeldUp() {
        for (int i = 0; i < 5; i++) {
            assertThat(polledAfter(8)).isZero();
        }
    }

    @Test
    void whatComesCloseTogetherIsLetComeTogether() {
        assertThat(polledAfter(0)).isZero();
        assertThat(polledAfter(1)).isEqualTo(LINGER);
        // After the rest.
        assertThat(polledAfter(5)).isEqualTo(LINGER);
        assertThat(polledAfter(7)).isEqualTo(LINGER);
        assertThat(polledAfter(8)).isZero();
    }

    @Test
    void withoutALingerNothingRests() {
        Linger none = new Linger(Duration.ZERO);

        assertThat(none.polledAt(0)).isZero();
        assertThat(none.polledAt(0)).isZero();
    }
}
