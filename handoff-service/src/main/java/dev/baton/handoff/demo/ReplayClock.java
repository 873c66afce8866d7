package dev.baton.handoff.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, but for a replay of the past, which says what time it is for the calls that it makes. */
final class ReplayClock extends Clock {
    private static final ScopedValue<Instant> REPLAYED = ScopedValue.newInstance();

    private final Clock present = Clock.tickMillis(ZoneOffset.UTC);

    static <T> T at(Instant instant, ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(REPLAYED, instant).call(work);
    }

    @Override
    public Instant instant() {
        return REPLAYED.isBound() ? REPLAYED.get() : present.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the platform's clock is UTC");
    }
}
