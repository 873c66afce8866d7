package dev.baton.notification.destination;

import dev.baton.notification.channel.SendingRate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets messages through to one destination: its rate limit, its breaker, and its own word.
 *
 * @param heldUntil it asked to be left alone until then; unlike the breaker's pause, no success ends it
 */
record Gate(RateLimit limit, Breaker breaker, @Nullable Instant heldUntil) {
    int admits(int wanted, SendingRate rate, Instant now) {
        if (heldUntil != null && now.isBefore(heldUntil)) {
            return 0;
        }
        return limit.admits(breaker.admits(wanted, now), rate, now);
    }

    Gate after(int sent, SendingRate rate, Instant now, Duration probeLease) {
        return new Gate(limit.after(sent, rate, now),
                breaker.nextIsProbe() ? breaker.probed(now, probeLease) : breaker, heldUntil);
    }

    Gate with(Breaker changed) {
        return new Gate(limit, changed, heldUntil);
    }
}
