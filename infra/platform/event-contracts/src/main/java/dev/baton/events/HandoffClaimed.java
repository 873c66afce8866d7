package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/** One person claimed the handoff; nobody else can. */
public record HandoffClaimed(@JsonUnwrapped HandoffCard card, Person claimedBy,
        Instant claimedAt) implements HandoffEvent {
    public static final String TYPE = "handoff_claimed";

    public HandoffClaimed {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(claimedBy, "claimed_by");
        Objects.requireNonNull(claimedAt, "claimed_at");
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
