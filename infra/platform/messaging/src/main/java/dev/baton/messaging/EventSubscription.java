package dev.baton.messaging;

import java.util.Objects;

/**
 * Declared as a bean, it consumes a topic for as long as the service runs.
 *
 * @param group Kafka's consumer group and the name of the watermarks in {@code inbox}
 * @param deadLetterGroup records that cannot be handled go to {@code <topic>.<deadLetterGroup>.dlt}; the group itself,
 *     unless a service reads a topic as several groups one after the other
 */
public record EventSubscription(String group, String deadLetterGroup, String topic, EventHandler handler) {
    public EventSubscription {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(deadLetterGroup, "deadLetterGroup");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(handler, "handler");
    }

    public EventSubscription(String group, String topic, EventHandler handler) {
        this(group, group, topic, handler);
    }
}
