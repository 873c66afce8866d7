package dev.baton.notification.delivery.sending;

import dev.baton.notification.channel.Notice;
import dev.baton.notification.delivery.DeliveryKind;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that may go on the wire now.
 *
 * @param number of this attempt, from 1
 * @param happenedAt time of the event that caused it
 * @param webhook that it goes to, null when it goes to a person
 * @param traceparent of the request that caused it
 */
record Attempt(Notice notice, DeliveryKind kind, int number, Instant happenedAt, Instant expiresAt,
        @Nullable Target webhook, @Nullable String traceparent) {
    Attempt {
        Objects.requireNonNull(notice, "notice");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(happenedAt, "happenedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** A webhook with the version of the URL that is posted to. */
    record Target(UUID id, long version) {}

    Instant noLaterThanExpiry(Instant time) {
        return time.isAfter(expiresAt) ? expiresAt : time;
    }
}
