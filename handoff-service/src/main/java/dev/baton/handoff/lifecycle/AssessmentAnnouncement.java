package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffAssessmentReady;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.AssessmentFinished;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Sessions;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes, in the transaction that stores it, that a handoff has its assessment or will have none (A3). */
@Component
class AssessmentAnnouncement {
    private final JdbcClient jdbc;
    private final HandoffRows rows;
    private final Sessions sessions;
    private final HandoffHistory history;
    private final Outbox outbox;

    AssessmentAnnouncement(JdbcClient jdbc, HandoffRows rows, Sessions sessions, HandoffHistory history,
            Outbox outbox) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.sessions = sessions;
        this.history = history;
        this.outbox = outbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AssessmentFinished finished) {
        SessionId session = jdbc.sql("UPDATE handoff SET version = version + 1 WHERE id = :id RETURNING session_id")
                .param("id", finished.handoff().value())
                .query((row, number) -> new SessionId(Columns.uuid(row, "session_id")))
                .single();
        history.happened(finished.account(), finished.handoff(), HandoffAction.ASSESSED,
                finished.confidence() == null ? "no assessment" : Columns.constant(finished.confidence()));
        Handoff handoff = rows.find(session, finished.handoff()).orElseThrow();
        if (sessions.find(session).orElseThrow().status() == SessionStatus.PARKED) {
            // Its holder put it aside meanwhile, and what is parked is private (E1); whoever works in it reads the result.
            return;
        }
        outbox.append(finished.account(), new HandoffAssessmentReady(rows.card(finished.account(), handoff),
                finished.confidence() != null, finished.confidence()));
    }
}
