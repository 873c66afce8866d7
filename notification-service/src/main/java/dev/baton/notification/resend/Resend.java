package dev.baton.notification.resend;

import dev.baton.notification.delivery.DeliveryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wanted a delivery sent once more, and when.
 *
 * @param byName null where the directory has no such person any more
 * @param state in which it was until then
 * @param reason for that state
 * @param attempts made until then
 */
public record Resend(UUID id, UUID byId, @Nullable String byName, Instant at, DeliveryState state,
        @Nullable String reason, int attempts) {}
