package dev.baton.notification.destination;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a destination alone that fails again and again, then sends one probe at a time until one gets through.
 *
 * @param failures in a row
 * @param timesOpened in a row, which doubles the pause
 * @param pausedUntil nothing is sent before; null while the destination works
 * @param probing one message is under way to see whether the destination works again
 */
record Breaker(int failures, int timesOpened, @Nullable Instant pausedUntil, boolean probing) {
    static final Breaker WORKING = new Breaker(0, 0, null, false);

    /** How many of {@code wanted} messages may be sent now. */
    int admits(int wanted, Instant now) {
        if (pausedUntil == null) {
            return wanted;
        }
        return now.isBefore(pausedUntil) ? 0 : Math.min(wanted, 1);
    }

    /** Whether what {@link #admits} let through is a probe. */
    boolean nextIsProbe() {
        return pausedUntil != null;
    }

    /** Keeps others out until the probe is decided, or until its replica must be dead. */
    Breaker probed(Instant now, Duration lease) {
        return new Breaker(failures, timesOpened, now.plus(lease), true);
    }

    /** The probe was never sent: the next message is one. */
    Breaker probeUnused(Instant now) {
        return probing ? new Breaker(failures, timesOpened, now, false) : this;
    }

    Breaker failed(Instant now, DestinationProperties properties) {
        boolean alreadyOpen = pausedUntil != null && !probing;
        if (alreadyOpen || failures + 1 < properties.failures()) {
            return new Breaker(failures + 1, timesOpened, pausedUntil, false);
        }
        return new Breaker(failures + 1, timesOpened + 1, now.plus(pause(properties)), false);
    }

    private Duration pause(DestinationProperties properties) {
        Duration pause = properties.pause();
        for (int i = 0; i < timesOpened && pause.compareTo(properties.maxPause()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(properties.maxPause()) < 0 ? pause : properties.maxPause();
    }
}
