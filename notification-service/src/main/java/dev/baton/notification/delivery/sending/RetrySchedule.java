package dev.baton.notification.delivery.sending;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a delivery that was not accepted is tried again. */
@Component
final class RetrySchedule {
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30),
            Duration.ofHours(1));
    /** Upward only: earlier than the step would be earlier than the other side was promised. */
    private static final double MAX_JITTER = 0.2;

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempts made so far, at least 1
     * @param notBefore how long the other side asked to be left alone; a wait is never shorter
     */
    Duration after(int attempts, @Nullable Duration notBefore) {
        Duration step = STEPS.get(Math.min(attempts, STEPS.size()) - 1);
        Duration wait = notBefore != null && notBefore.compareTo(step) > 0 ? notBefore : step;
        return wait.plusMillis((long) (wait.toMillis() * MAX_JITTER * random.nextDouble()));
    }
}
