package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One person claimed the handoff; nobody else can.
 *
 * @param readBack what the claimer understood, if they said so
 */
public record HandoffClaimed(@JsonUnwrapped HandoffCard card, Person claimedBy, Instant claimedAt,
        @Nullable String readBack) implements HandoffEvent {
    public static final String TYPE = "handoff_claimed";

    public HandoffClaimed {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(claimedBy, "claimed_by");
        Objects.requireNonNull(claimedAt, "claimed_at");
    }

    /** A claim without a read-back. */
    public HandoffClaimed(HandoffCard card, Person claimedBy, Instant claimedAt) {
        this(card, claimedBy, claimedAt, null);
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
