package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An event of {@link Topics#HANDOFF_EVENTS}: one gapless sequence for each account. */
public sealed interface HandoffEvent extends BatonEvent
        permits HandoffCreated, HandoffAssessmentReady, HandoffClaimed, HandoffReadBackCorrected,
        HandoffReturned, HandoffCancelled, HandoffOverdue, SessionStepRecorded, SessionMessageRecorded, SessionResolved,
        EventWithheld {
    @Override
    @JsonIgnore
    default String topic() {
        return Topics.HANDOFF_EVENTS;
    }
}
