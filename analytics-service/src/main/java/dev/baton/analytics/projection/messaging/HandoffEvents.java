package dev.baton.analytics.projection.messaging;

import dev.baton.analytics.projection.HandoffMetrics;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventWithheld;
import dev.baton.events.HandoffAssessmentReady;
import dev.baton.events.HandoffCancelled;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.HandoffReadBackCorrected;
import dev.baton.events.HandoffReturned;
import dev.baton.events.SessionMessageRecorded;
import dev.baton.events.SessionResolved;
import dev.baton.events.SessionStepRecorded;
import dev.baton.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Turns what happened into rows. */
@Component
class HandoffEvents implements EventHandler {
    private final HandoffMetrics handoffs;

    HandoffEvents(HandoffMetrics handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public void handle(EventEnvelope envelope) {
        switch (envelope.event()) {
            case HandoffCreated created -> handoffs.created(envelope.accountId(), created.card());
            case HandoffClaimed claim -> handoffs.claimed(envelope.accountId(), claim);
            case SessionStepRecorded step -> handoffs.acted(envelope.accountId(), step.handoffId(), step.actor().id(),
                    step.recordedAt());
            case SessionMessageRecorded message -> handoffs.acted(envelope.accountId(), message.handoffId(),
                    message.actor().id(), message.recordedAt());
            case HandoffAssessmentReady _,HandoffReadBackCorrected _,HandoffReturned _,HandoffCancelled _,HandoffOverdue _,SessionResolved _,EventWithheld _,DirectoryUserChanged _ -> {
                // nothing is measured by them; a claim counts also where it was given back
            }
        }
    }
}
