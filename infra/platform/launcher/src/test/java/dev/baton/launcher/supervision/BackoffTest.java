package dev.baton.launcher.supervision;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToFiveSeconds() {
        assertThat(java.util.stream.Stream.generate(() -> backoff.after(ofMillis(1))).limit(6)).containsExactly(
                ofMillis(500), ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(5), ofSeconds(5));
    }

    @Test
    void startsOverAfterALongLife() {
        backoff.after(ofMillis(1));
        backoff.after(ofMillis(1));

        assertThat(backoff.after(ofMinutes(1))).isEqualTo(ofMillis(500));
        assertThat(backoff.after(ofMillis(1))).isEqualTo(ofSeconds(1));
    }
}
