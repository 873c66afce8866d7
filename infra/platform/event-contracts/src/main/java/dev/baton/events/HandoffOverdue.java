package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of the handoff has passed.
 *
 * @param nextDueAt when the next one does, if nothing happens; null if there is none
 */
public record HandoffOverdue(@JsonUnwrapped HandoffCard card, OverdueStage stage, Instant overdueAt,
        @Nullable Instant nextDueAt) implements HandoffEvent {
    public static final String TYPE = "handoff_overdue";

    public HandoffOverdue {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(overdueAt, "overdue_at");
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
