package dev.baton.notification.destination;

import java.util.Objects;

/** What accepts messages of a channel; rate limit and breaker are kept for each. */
public record Destination(String channel, String name) {
    public Destination {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(name, "name");
    }
}
