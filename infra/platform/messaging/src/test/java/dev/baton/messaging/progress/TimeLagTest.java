package dev.baton.messaging.progress;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The lag of a group in seconds, from offsets alone. */
class TimeLagTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TimeLag lag = new TimeLag();

    @Test
    void aGroupAtTheEndIsNotBehind() {
        assertThat(lookAt(0, 10, 10)).isZero();
        assertThat(lookAt(5, 12, 12)).isZero();
    }

    @Test
    void aGroupThatHandlesNothingFallsBehindFromTheLastTimeThatItHadEverything() {
        lookAt(0, 10, 10);
        lookAt(5, 10, 10);

        assertThat(lookAt(10, 10, 11)).isEqualTo(ofSeconds(5));
        assertThat(lookAt(60, 10, 11)).isEqualTo(ofSeconds(55));
        assertThat(lookAt(65, 10, 90)).isEqualTo(ofSeconds(60));
    }

    @Test
    void aGroupThatFollowsIsBehindByAsMuchAsItFollows() {
        for (int second = 0; second <= 100; second += 5) {
            // Ten records a second; the group is where the end was ten seconds ago.
            Duration behind = lookAt(second, Math.max(0, (second - 10) * 10), second * 10);
            if (second >= 10) {
                assertThat(behind).as("at %s s", second).isEqualTo(ofSeconds(10));
            }
        }
    }

    @Test
    void aGroupThatWasBehindAtTheFirstLookIsSoForAtLeastAsLong() {
        assertThat(lookAt(0, 3, 10)).isZero();
        assertThat(lookAt(30, 4, 20)).isEqualTo(ofSeconds(30));
    }

    @Test
    void aGroupThatCaughtUpBeginsAnew() {
        lookAt(0, 0, 5);
        lookAt(60, 5, 5);

        assertThat(lookAt(65, 5, 6)).isEqualTo(ofSeconds(5));
    }

    @Test
    void aShorterTopicIsAnotherOne() {
        lookAt(0, 100, 100);
        lookAt(5, 100, 110);

        assertThat(lookAt(10, 0, 3)).isZero();
        assertThat(lookAt(15, 0, 3)).isEqualTo(ofSeconds(5));
    }

    @Test
    void daysOfLooksAreNeverShownTooShort() {
        for (int second = 0; second < 100_000; second += 5) {
            assertThat(lookAt(second, 0, 1 + second)).isEqualTo(ofSeconds(second));
        }
        assertThat(lookAt(100_000, 50_001, 100_001)).isGreaterThanOrEqualTo(ofSeconds(50_000));
        assertThat(lookAt(100_005, 100_001, 100_001)).isEqualTo(ZERO);
    }

    private Duration lookAt(int second, long committed, long end) {
        return lag.look(committed, end, START.plusSeconds(second));
    }
}
