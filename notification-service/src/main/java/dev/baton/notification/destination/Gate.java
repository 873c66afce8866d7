package dev.baton.notification.destination;

import dev.baton.notification.channel.SendingRate;
import java.time.Duration;
import java.time.Instant;

/** What lets messages through to one destination: its rate limit and its breaker. */
record Gate(RateLimit limit, Breaker breaker) {
    int admits(int wanted, SendingRate rate, Instant now) {
        return limit.admits(breaker.admits(wanted, now), rate, now);
    }

    Gate after(int sent, SendingRate rate, Instant now, Duration probeLease) {
        return new Gate(limit.after(sent, rate, now),
                breaker.nextIsProbe() ? breaker.probed(now, probeLease) : breaker);
    }

    Gate with(Breaker changed) {
        return new Gate(limit, changed);
    }
}
