package dev.baton.notification.delivery;

import dev.baton.events.HandoffId;
import dev.baton.notification.channel.DeliveryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one message to one person or webhook (N6), as the API shows it.
 *
 * @param handoffId null where it is about none
 * @param recipientId the person, or the destination of the account
 * @param attempts how often it was handed to the channel
 * @param reason why it is in this state, as a stable word
 * @param providerAnswer what the other side said last
 * @param possibleRepeat the recipient may have it twice: it was on the wire when a replica or a connection died
 * @param acceptedAt when the other side took responsibility for it
 * @param resentAt when an admin wanted it sent once more, the last time; null if nobody did (N12)
 * @param resentByName who that was; also null where the directory has no such person any more
 * @param nextAttemptAt when it is tried next, null if it is not going to be
 */
public record Delivery(DeliveryId id, @Nullable HandoffId handoffId, DeliveryKind kind, String channel,
        UUID recipientId,
        String recipientName, DeliveryState state, int attempts, @Nullable String reason,
        @Nullable String providerAnswer, boolean possibleRepeat, Instant createdAt, @Nullable Instant acceptedAt,
        @Nullable Instant resentAt, @Nullable String resentByName, @Nullable Instant nextAttemptAt) {}
