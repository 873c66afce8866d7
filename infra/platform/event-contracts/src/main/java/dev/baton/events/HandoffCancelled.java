package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/** Who escalated took the handoff back before anybody claimed it; nobody can claim it any more. */
public record HandoffCancelled(@JsonUnwrapped HandoffCard card, Person cancelledBy,
        Instant cancelledAt) implements HandoffEvent {
    public static final String TYPE = "handoff_cancelled";

    public HandoffCancelled {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(cancelledBy, "cancelled_by");
        Objects.requireNonNull(cancelledAt, "cancelled_at");
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
