package dev.baton.gateway.feed.messaging;

import java.time.Duration;

/**
 * When to rest between two polls. A poll that brings one record costs nearly as much as one that brings twenty, in the
 * client and in waking the threads that write, so records that come close together are let come together: the closer, the
 * more of them. The client fetches once ahead, so a record may wait for two rests. What comes after a pause of twice the
 * longest rest is not held up. The reading thread's own.
 */
final class Linger {
    /** Of the linger, at most: then about sixteen come in one batch where four would in the linger. */
    static final int LONGEST = 4;
    /** Batches of so many need no company, as when a reader catches up. */
    static final int ENOUGH = 64;

    private final long lingerNanos;
    // Of the last poll that brought something; long ago at first.
    private long lastAt;
    private boolean polled;

    Linger(Duration linger) {
        this.lingerNanos = linger.toNanos();
    }

    /**
     * A poll brought something.
     *
     * @param now of {@link System#nanoTime}
     * @param records how many, at least one
     * @return how long to rest before the next, zero where records come one by one
     */
    Duration polledAt(long now, int records) {
        long apart = (now - lastAt) / records;
        // Twice: after a rest the next poll comes no sooner than one linger after this one.
        boolean close = polled && records < ENOUGH && apart < 2 * lingerNanos;
        polled = true;
        lastAt = now;
        return close ? Duration.ofNanos(rest(Math.max(1, apart), records)) : Duration.ZERO;
    }

    // As many lingers as records are expected in one; not more than came, because two that are close are no rate yet.
    private long rest(long apart, int records) {
        return Math.clamp(lingerNanos * lingerNanos / apart, lingerNanos, Math.min(LONGEST, records) * lingerNanos);
    }
}
