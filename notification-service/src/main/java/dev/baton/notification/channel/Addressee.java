package dev.baton.notification.channel;

import dev.baton.events.UserId;
import java.util.Objects;

/**
 * One message to be sent over a channel: to whom, and through what.
 *
 * @param destination what accepts the message: rate limit and breaker are kept for each. All mail goes through one relay
 *     and shares one destination; a chat channel has one for each webhook
 */
public record Addressee(UserId recipient, String name, String destination) {
    public Addressee {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(destination, "destination");
    }
}
