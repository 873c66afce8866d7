package dev.baton.events;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then 74 random bits. Safe for use
 * by many threads.
 *
 * <p>Those that one instance makes in the same millisecond ascend (section 6.2, method 2: the random bits are counted up by
 * a random amount). Those of several instances have no order within a millisecond.
 */
public final class TimeOrderedUuid {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final long MOST_HIGH = 0xFFFL;
    private static final long MOST_LOW = (1L << 62) - 1;
    // Of 62 bits: a billion ids in a millisecond do not carry over, as a rule.
    private static final long LONGEST_STEP = 1L << 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis = -1;
    private long high;
    private long low;

    public TimeOrderedUuid(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized UUID next() {
        long now = clock.millis();
        if (now != millis) {
            millis = now;
            // Half of the room above stays free for those of the same millisecond.
            high = random.nextLong() & (MOST_HIGH >>> 1);
            low = random.nextLong() & MOST_LOW;
        } else {
            low += 1 + random.nextLong(LONGEST_STEP);
            high += low > MOST_LOW ? 1 : 0;
            low &= MOST_LOW;
        }
        return new UUID((millis << 16) | VERSION_7 | high, VARIANT_RFC | low);
    }
}
