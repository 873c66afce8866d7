package dev.baton.events;

import java.util.Objects;

/**
 * Stands in the place, and has the sequence, of an event that could not be published, so that consumers see no gap.
 *
 * @param reason why, in words for an operator; never content of the event
 */
public record EventWithheld(String reason) implements HandoffEvent {
    public static final String TYPE = "event_withheld";

    public EventWithheld {
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return "outbox";
    }
}
