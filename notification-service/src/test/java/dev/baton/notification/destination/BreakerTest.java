package dev.baton.notification.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class BreakerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final DestinationProperties properties = Binder.get(new MockEnvironment())
            .bindOrCreate("baton.notification.destination", DestinationProperties.class);

    @Test
    void fiveFailuresInARowPauseADestinationForThirtySeconds() {
        Breaker four = failedTimes(Breaker.WORKING, 4);
        Breaker five = four.failed(NOON, properties);

        assertThat(four.admits(10, NOON)).isEqualTo(10);
        assertThat(five.admits(10, NOON.plusSeconds(29))).isZero();
        assertThat(five.admits(10, NOON.plusSeconds(30))).as("one probe").isEqualTo(1);
    }

    @Test
    void whileOneProbeIsUnderWayNothingElseIsSent() {
        Breaker probing = failedTimes(Breaker.WORKING, 5).probed(NOON.plusSeconds(30), LEASE);

        assertThat(probing.admits(10, NOON.plusSeconds(149))).isZero();
        assertThat(probing.admits(10, NOON.plusSeconds(150))).as("its replica died").isEqualTo(1);
    }

    @Test
    void eachFailedProbeDoublesThePauseUpToTenMinutes() {
        Breaker breaker = failedTimes(Breaker.WORKING, 5);
        Instant now = NOON;
        for (int seconds : new int[]{60, 120, 240, 480, 600, 600}) {
            now = now.plusSeconds(10_000);
            breaker = breaker.probed(now, LEASE).failed(now, properties);

            assertThat(breaker.pausedUntil()).isEqualTo(now.plusSeconds(seconds));
        }
    }

    @Test
    void failuresOfWhatWasAlreadyUnderWayDoNotProlongThePause() {
        Breaker paused = failedTimes(Breaker.WORKING, 5);

        assertThat(failedTimes(paused, 3).pausedUntil()).isEqualTo(paused.pausedUntil());
    }

    @Test
    void aProbeThatWasNotSentLeavesItsTurnToTheNext() {
        Breaker probing = failedTimes(Breaker.WORKING, 5).probed(NOON.plusSeconds(30), LEASE);

        assertThat(probing.probeUnused(NOON.plusSeconds(31)).admits(10, NOON.plusSeconds(31))).isEqualTo(1);
    }

    private Breaker failedTimes(Breaker breaker, int times) {
        Breaker failed = breaker;
        for (int i = 0; i < times; i++) {
            failed = failed.failed(NOON, properties);
        }
        return failed;
    }
}
