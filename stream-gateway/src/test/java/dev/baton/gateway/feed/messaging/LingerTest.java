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
        return polledAfter(millis, 1);
    }

    private Duration polledAfter(long millis, int records) {
        now += Duration.ofMillis(millis).toNanos();
        return linger.polledAt(now, records);
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
        assertThat(polledAfter(4)).isEqualTo(LINGER);
        // After the rest.
        assertThat(polledAfter(5)).isEqualTo(LINGER);
        assertThat(polledAfter(7)).isEqualTo(LINGER);
        assertThat(polledAfter(8)).isZero();
    }

    @Test
    void theCloserTheLonger() {
        polledAfter(0);

        assertThat(polledAfter(8, 4)).isEqualTo(LINGER.multipliedBy(2));
        assertThat(polledAfter(9, 9)).isEqualTo(LINGER.multipliedBy(4));
        assertThat(polledAfter(16, 32)).isEqualTo(LINGER.multipliedBy(4));
        assertThat(polledAfter(0, 4)).isEqualTo(LINGER.multipliedBy(4));
    }

    @Test
    void aPairIsNoRate() {
        polledAfter(0);

        assertThat(polledAfter(0)).isEqualTo(LINGER);
        assertThat(polledAfter(1, 2)).isEqualTo(LINGER.multipliedBy(2));
        assertThat(polledAfter(32)).isZero();
    }

    @Test
    void restsLessWhenFewerCome() {
        polledAfter(0);
        polledAfter(8, 8);

        assertThat(polledAfter(16, 4)).isEqualTo(LINGER);
        assertThat(polledAfter(16, 2)).isZero();
    }

    @Test
    void aFullBatchIsFollowedAtOnce() {
        polledAfter(0);

        assertThat(polledAfter(1, Linger.ENOUGH - 1)).isPositive();
        assertThat(polledAfter(1, Linger.ENOUGH)).isZero();
    }

    @Test
    void withoutALingerNothingRests() {
        Linger none = new Linger(Duration.ZERO);

        assertThat(none.polledAt(0, 1)).isZero();
        assertThat(none.polledAt(0, 1)).isZero();
    }
}
