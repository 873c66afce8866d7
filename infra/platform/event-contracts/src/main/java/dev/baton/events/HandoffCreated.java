package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;

/** A session was escalated and waits for someone to claim it. */
public record HandoffCreated(@JsonUnwrapped HandoffCard card) implements HandoffEvent {
    public static final String TYPE = "handoff_created";

    public HandoffCreated {
        Objects.requireNonNull(card, "card");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return "handoffs/" + card.handoffId();
    }
}
