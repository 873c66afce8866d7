package dev.baton.notification.destination;

import dev.baton.notification.channel.SendingRate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The generic cell rate algorithm (GCRA): one instant says all about the past of a destination, so that one locked row
 * is enough to share the limit among replicas.
 *
 * @param nextFreeAt when the next message would be sent if all were sent evenly; null before the first
 */
record RateLimit(@Nullable Instant nextFreeAt) {
    /** How many of {@code wanted} messages may be sent now. */
    int admits(int wanted, SendingRate rate, Instant now) {
        Duration tolerance = rate.interval().multipliedBy(rate.burst() - 1L);
        Duration ahead = Duration.between(now, from(now));
        if (ahead.compareTo(tolerance) > 0) {
            return 0;
        }
        long room = 1 + tolerance.minus(ahead).dividedBy(rate.interval());
        return (int) Math.min(wanted, room);
    }

    RateLimit after(int sent, SendingRate rate, Instant now) {
        return new RateLimit(from(now).plus(rate.interval().multipliedBy(sent)));
    }

    private Instant from(Instant now) {
        return nextFreeAt == null || nextFreeAt.isBefore(now) ? now : nextFreeAt;
    }
}
