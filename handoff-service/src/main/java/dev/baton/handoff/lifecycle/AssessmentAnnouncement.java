package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffAssessmentReady;
import dev.baton.handoff.assessment.AssessmentFinished;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes, in the transaction that stores it, that a handoff has its assessment or will have none (A3). */
@Component
class AssessmentAnnouncement {
    private final HandoffCards cards;
    private final HandoffHistory history;
    private final Outbox outbox;

    AssessmentAnnouncement(HandoffCards cards, HandoffHistory history, Outbox outbox) {
        this.cards = cards;
        this.history = history;
        this.outbox = outbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AssessmentFinished finished) {
        HandoffCards.Assessed assessed = cards.assessed(finished.handoff());
        history.happened(finished.account(), finished.handoff(), HandoffAction.ASSESSED,
                finished.confidence() == null ? "no assessment" : Columns.constant(finished.confidence()));
        if (assessed.inParkedSession()) {
            // What is parked is private (E1); whoever works in it reads the result.
            return;
        }
        outbox.append(finished.account(), new HandoffAssessmentReady(assessed.card(), finished.confidence() != null,
                finished.confidence()));
    }
}
