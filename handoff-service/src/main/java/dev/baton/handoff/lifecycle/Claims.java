package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.handoff.deadline.Stage;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Sessions;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides who takes a handoff: exactly one person does (C2). */
@Service
public class Claims {
    private final JdbcClient jdbc;
    private final HandoffRows rows;
    private final HandoffCards cards;
    private final Sessions sessions;
    private final Deadlines deadlines;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;
    private final Clock clock;

    Claims(JdbcClient jdbc, HandoffRows rows, HandoffCards cards, Sessions sessions, Deadlines deadlines,
            Notices notices, HandoffHistory history, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.cards = cards;
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.notices = notices;
        this.history = history;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Claims a handoff. The same person may claim again and gets the first result (C4).
     *
     * @param readBack what the claimer understood; who escalated sees it with the claim (H14)
     * @throws NotFound 404
     * @throws HandoffAlreadyClaimed 409, with the winner
     * @throws OwnHandoff 409
     * @throws HandoffNotOpen 409
     */
    @Transactional
    public Handoff claim(Actor actor, SessionId sessionId, HandoffId id, @Nullable String readBack) {
        Instant now = clock.instant();
        if (!win(actor, sessionId, id, readBack, now)) {
            refuseUnlessMine(actor, sessionId, id);
            return rows.find(sessionId, id).orElseThrow();
        }
        tell(actor, rows.find(sessionId, id).orElseThrow(), now);
        return rows.find(sessionId, id).orElseThrow();
    }

    // The one statement that decides; everything after it is bookkeeping.
    private boolean win(Actor actor, SessionId sessionId, HandoffId id, @Nullable String readBack, Instant now) {
        return jdbc.sql("""
                UPDATE handoff
                SET claimed_by = :actor, claimed_at = :now, read_back = :readBack, status = 'claimed',
                    version = version + 1
                WHERE id = :id AND session_id = :session AND status = 'open' AND claimed_by IS NULL
                  AND handed_off_by <> :actor
                """)
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .param("readBack", readBack)
                .param("id", id.value())
                .param("session", sessionId.value())
                .update() == 1;
    }

    private void tell(Actor actor, Handoff handoff, Instant now) {
        history.did(actor, handoff.id(), HandoffAction.CLAIMED, handoff.readBack());
        sessions.takeOver(actor, handoff.sessionId(), handoff.id());
        deadlines.begin(actor.accountId(), handoff.id(), Stage.IDLE);
        HandoffCard card = cards.of(actor.accountId(), handoff);
        notices.handoffClaimed(actor.accountId(), card, actor.person());
        outbox.append(actor.accountId(), new HandoffClaimed(card, actor.person(), now, handoff.readBack()));
    }

    // READ COMMITTED: a loser waited for the winner's row lock, and reads the winner here. No context is read for it:
    // of a thousand racers 999 come this way.
    private void refuseUnlessMine(Actor actor, SessionId sessionId, HandoffId id) {
        rows.state(sessionId, id).orElseThrow(NotFound::new).refusesClaim(actor.id()).ifPresent(refusal -> {
            throw refusal;
        });
    }
}
