package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The assessment is there, or it is certain that there will be none ({@code hasAssessment} is false). */
public record HandoffAssessmentReady(@JsonUnwrapped HandoffCard card, boolean hasAssessment,
        @Nullable Confidence confidence) implements HandoffEvent {
    public static final String TYPE = "handoff_assessment_ready";

    public HandoffAssessmentReady {
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
