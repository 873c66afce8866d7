package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/** Who claimed the handoff gave it back; {@code replacedBy} waits in its place. */
public record HandoffReturned(@JsonUnwrapped HandoffCard card, Person returnedBy, Instant returnedAt,
        String returnReason,
        HandoffId replacedBy) implements HandoffEvent {
    public static final String TYPE = "handoff_returned";

    public HandoffReturned {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(returnedBy, "returned_by");
        Objects.requireNonNull(returnedAt, "returned_at");
        Objects.requireNonNull(returnReason, "return_reason");
        Objects.requireNonNull(replacedBy, "replaced_by");
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
