package dev.baton.notification.channel;

import dev.baton.notification.recipient.Recipient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whom a message of one account is for; each channel takes from it those that it reaches.
 *
 * @param webhooks of the account, by the name of their channel
 */
public record Audience(List<Recipient> people, Map<String, UUID> webhooks) {
    public Audience {
        people = List.copyOf(people);
        webhooks = Map.copyOf(webhooks);
    }

    /** For messages that are of no concern to a whole chat. */
    public static Audience of(List<Recipient> people) {
        return new Audience(people, Map.of());
    }
}
