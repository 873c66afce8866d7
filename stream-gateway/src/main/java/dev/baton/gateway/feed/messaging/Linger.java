package dev.baton.gateway.feed.messaging;

import java.time.Duration;

/**
 * When to rest between two polls. A poll that brings one record costs as much as one that brings a hundred, in the client and
 * in waking the threads that write, so records that come close together are let come together. What comes alone is never
 * held up. The reading thread's own.
 */
final class Linger {
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
     * @return how long to rest before the next, zero where records come one by one
     */
    Duration polledAt(long now) {
        // Twice: after a rest the next poll comes no sooner than one linger after this one.
        boolean close = polled && now - lastAt < 2 * lingerNanos;
        polled = true;
        lastAt = now;
        return close ? Duration.ofNanos(lingerNanos) : Duration.ZERO;
    }
}
