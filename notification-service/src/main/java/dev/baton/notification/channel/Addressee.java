package dev.baton.notification.channel;

import dev.baton.notification.recipient.Recipient;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to be sent over a channel: to whom, and through what.
 *
 * @param recipient the person or the webhook
 * @param destination what accepts the message: rate limit and breaker are kept for each. All mail goes through one relay
 *     and shares one destination; a chat channel has one for each webhook
 * @param webhook null when it goes to a person
 */
public record Addressee(UUID recipient, String name, String destination, @Nullable UUID webhook) {
    public Addressee {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(destination, "destination");
    }

    public static Addressee person(Recipient person, String destination) {
        return new Addressee(person.id().value(), person.name(), destination, null);
    }

    public static Addressee webhook(UUID webhook, String name) {
        return new Addressee(webhook, name, webhook.toString(), webhook);
    }
}
