package dev.baton.handoff.notes;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.Assessment;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.lifecycle.Handoff;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be put into the ticket, from the handoff's first moment on (A7). */
@Service
public class HandoffNotes {
    private final Handoffs handoffs;
    private final HandoffContexts contexts;
    private final HandoffHistory history;

    HandoffNotes(Handoffs handoffs, HandoffContexts contexts, HandoffHistory history) {
        this.handoffs = handoffs;
        this.contexts = contexts;
        this.history = history;
    }

    /**
     * The notes of the assessment, or those that were made with the handoff (H5) while there is none or where none comes.
     *
     * @throws NotFound 404, for everybody who may not read the handoff (H8)
     */
    @Transactional(readOnly = true)
    public ReadyNotes of(Actor reader, SessionId session, HandoffId id) {
        Handoff handoff = handoffs.find(reader, session, id);
        Assessment assessment = handoff.assessment();
        if (assessment == null) {
            return ReadyNotes.ofSession(contexts.of(id).documentation(), handoff.createdAt());
        }
        // An assessment and the record of it are one transaction, but the oldest ones are older than such records.
        return ReadyNotes.of(assessment,
                history.lastTime(id, HandoffAction.ASSESSED).orElseGet(handoff::createdAt));
    }
}
