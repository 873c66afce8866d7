package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.DeliveryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as an event makes it.
 *
 * @param happenedAt time of the event; it expires by this, not by when it was read
 */
record NewDelivery(AccountId account, DeliveryId id, HandoffId handoff, long handoffVersion, String channel,
        Addressee addressee, DeliveryState state, @Nullable String reason, Instant createdAt, Instant happenedAt,
        Instant expiresAt) {}
