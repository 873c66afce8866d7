package dev.baton.notification.delivery.sending;

import dev.baton.events.AccountId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.destination.Destination;
import java.util.Objects;
import java.util.UUID;

/**
 * A delivery that this replica has in hand.
 *
 * @param token fences: whoever claims the row later has another one, and this claim can write nothing any more
 * @param probe its outcome decides whether the destination works again
 */
record Claim(AccountId account, DeliveryId id, Destination destination, UUID token, boolean probe) {
    Claim {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(token, "token");
    }
}
