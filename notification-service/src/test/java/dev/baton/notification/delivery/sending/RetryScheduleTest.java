package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30),
            Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    @Test
    void waitsLongerAfterEachAttemptAndThenAnHour() {
        RetrySchedule punctual = new RetrySchedule(alwaysDrawing(0.0));

        for (int attempts = 1; attempts <= STEPS.size(); attempts++) {
            assertThat(punctual.after(attempts, null)).isEqualTo(STEPS.get(attempts - 1));
        }
    }

    @Test
    void jitterOnlyEverAdds() {
        RetrySchedule late = new RetrySchedule(alwaysDrawing(0.999));

        for (int attempts = 1; attempts <= STEPS.size(); attempts++) {
            Duration step = STEPS.get(attempts - 1);
            assertThat(late.after(attempts, null)).isBetween(step, step.multipliedBy(12).dividedBy(10));
        }
    }

    @Test
    void neverComesBackBeforeTheOtherSideAllowedIt() {
        RetrySchedule punctual = new RetrySchedule(alwaysDrawing(0.0));

        assertThat(punctual.after(1, Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
        assertThat(punctual.after(4, Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(5));
    }

    private static RandomGenerator alwaysDrawing(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
