package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.DeliveryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery before it is stored.
 *
 * @param about the handoff, the webhook, or both
 * @param traceparent of the request that caused it
 * @param happenedAt time of what caused it; it expires by this, not by when it was read
 */
public record NewDelivery(AccountId account, DeliveryId id, About about, String channel, Addressee addressee,
        DeliveryState state, @Nullable String reason, @Nullable String traceparent, Instant createdAt,
        Instant happenedAt, Instant expiresAt) {

    /**
     * What it is about.
     *
     * @param webhook that it goes to or tells of
     * @param askedBy who wants a test message
     */
    public record About(DeliveryKind kind, @Nullable HandoffId handoff, @Nullable Long handoffVersion,
            @Nullable UUID webhook, @Nullable Person askedBy) {
        static About handoff(DeliveryKind kind, HandoffId handoff, long version, @Nullable UUID webhook) {
            return new About(kind, handoff, version, webhook, null);
        }

        static About test(UUID webhook, Person askedBy) {
            return new About(DeliveryKind.DESTINATION_TEST, null, null, webhook, askedBy);
        }

        public static About disabled(UUID webhook) {
            return new About(DeliveryKind.DESTINATION_DISABLED, null, null, webhook, null);
        }
    }
}
