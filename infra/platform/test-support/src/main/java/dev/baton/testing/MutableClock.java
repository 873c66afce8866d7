package dev.baton.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A clock that tests move. It runs with real time, shifted, until it is stopped; {@code @PlatformTest} resets it after
 * each test. Safe for use by many threads.
 */
public final class MutableClock extends Clock {
    private record State(Duration shift, @Nullable Instant stoppedAt) {
        static final State REAL = new State(Duration.ZERO, null);
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.REAL);

    /** Moves forward, or backward by a negative duration. */
    public void advance(Duration by) {
        state.updateAndGet(now -> new State(now.shift().plus(by), now.stoppedAt()));
    }

    /** From now on time moves by {@link #advance} only, starting here. */
    public void stopAt(Instant instant) {
        state.set(new State(Duration.ZERO, instant));
    }

    /** Back to real time. */
    public void reset() {
        state.set(State.REAL);
    }

    @Override
    public Instant instant() {
        State now = state.get();
        Instant base = now.stoppedAt() == null ? Clock.systemUTC().instant() : now.stoppedAt();
        return base.plus(now.shift()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the platform runs in UTC");
    }
}
