package dev.baton.notification.delivery;

import dev.baton.notification.channel.PickUpNotice;
import java.time.Instant;
import java.util.Objects;

/**
 * A delivery that may go on the wire now.
 *
 * @param number of this attempt, from 1
 * @param happenedAt time of the event that caused it
 */
record Attempt(PickUpNotice notice, int number, Instant happenedAt, Instant expiresAt) {
    Attempt {
        Objects.requireNonNull(notice, "notice");
        Objects.requireNonNull(happenedAt, "happenedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    Instant noLaterThanExpiry(Instant time) {
        return time.isAfter(expiresAt) ? expiresAt : time;
    }
}
