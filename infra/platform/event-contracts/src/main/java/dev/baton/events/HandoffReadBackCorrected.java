package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/**
 * Who escalated corrected what the claimer had understood. Of several corrections the one with the highest version
 * holds.
 *
 * @param readBack what the claimer understood
 * @param readBackCorrection what it should have been
 * @param correctedBy the person who escalated
 */
public record HandoffReadBackCorrected(@JsonUnwrapped HandoffCard card, Person claimedBy, String readBack,
        String readBackCorrection, Person correctedBy, Instant correctedAt) implements HandoffEvent {
    public static final String TYPE = "handoff_read_back_corrected";

    public HandoffReadBackCorrected {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(claimedBy, "claimed_by");
        Objects.requireNonNull(readBack, "read_back");
        Objects.requireNonNull(readBackCorrection, "read_back_correction");
        Objects.requireNonNull(correctedBy, "corrected_by");
        Objects.requireNonNull(correctedAt, "corrected_at");
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
