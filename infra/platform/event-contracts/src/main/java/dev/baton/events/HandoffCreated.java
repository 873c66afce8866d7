package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session was escalated and waits for someone to claim it.
 *
 * @param returnedFrom the handoff that was given back, if this one waits in its place
 * @param waitingSince when the first of the handoffs that this one replaces was made
 */
public record HandoffCreated(@JsonUnwrapped HandoffCard card, @Nullable HandoffId returnedFrom,
        @Nullable Instant waitingSince) implements HandoffEvent {
    public static final String TYPE = "handoff_created";

    public HandoffCreated {
        Objects.requireNonNull(card, "card");
    }

    /** An escalation that replaces none. */
    public HandoffCreated(HandoffCard card) {
        this(card, null, null);
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
