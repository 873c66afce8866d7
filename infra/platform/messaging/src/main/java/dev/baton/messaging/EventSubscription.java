package dev.baton.messaging;

import java.util.Objects;

/**
 * Declared as a bean, it consumes a topic for as long as the service runs.
 *
 * @param group Kafka's consumer group and the name of the watermarks in {@code inbox}; records that cannot be handled go
 *     to {@code <topic>.<group>.dlt}
 */
public record EventSubscription(String group, String topic, EventHandler handler) {
    public EventSubscription {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(handler, "handler");
    }
}
