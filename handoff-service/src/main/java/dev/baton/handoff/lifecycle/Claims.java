package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
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
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides who takes a handoff: exactly one person does (C2). */
@Service
public class Claims {
    private final JdbcClient jdbc;
    private final HandoffRows rows;
    private final Sessions sessions;
    private final Deadlines deadlines;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;
    private final Clock clock;

    Claims(JdbcClient jdbc, HandoffRows rows, Sessions sessions, Deadlines deadlines,
            Notices notices, HandoffHistory history, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
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
        Attempt attempt = attempt(actor, sessionId, id, readBack, now).orElseThrow(NotFound::new);
        if (attempt.won()) {
            return claimed(actor, sessionId, id, readBack, now);
        }
        reasonOf(attempt, sessionId, id).refusesClaim(actor.id()).ifPresent(refusal -> {
            throw refusal;
        });
        return rows.find(sessionId, id).orElseThrow();
    }

    /**
     * What a try came to.
     *
     * @param before where the handoff stood when it began
     */
    private record Attempt(boolean won, HandoffState before) {}

    // The UPDATE decides; everything after it is bookkeeping. With it comes what all but one of a thousand racers are
    // told, so that a loser takes one statement; no context is read for it. Names are locked before the handoff, as
    // everywhere.
    private Optional<Attempt> attempt(Actor actor, SessionId sessionId, HandoffId id, @Nullable String readBack,
            Instant now) {
        return jdbc
                .sql("""
                        WITH won AS (
                            UPDATE handoff
                            SET claimed_by = :actor, claimed_at = :now, read_back = :readBack, status = 'claimed',
                                version = version + 1
                            WHERE id = :id AND session_id = :session AND status = 'open' AND claimed_by IS NULL
                              AND handed_off_by <> :actor AND\s""" + NameLock.HELD_TO_WRITE
                        + """
                                    RETURNING id)
                                SELECT EXISTS (SELECT FROM won) AS won, h.status, h.handed_off_by, h.claimed_by, claimer.name, h.claimed_at
                                FROM handoff h
                                LEFT JOIN member claimer ON claimer.account_id = h.account_id AND claimer.id = h.claimed_by
                                WHERE h.id = :id AND h.session_id = :session
                                """)
                .param("account", actor.accountId().toString())
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .param("readBack", Columns.nullable(readBack))
                .param("id", id.value())
                .param("session", sessionId.value())
                .query((row, number) -> new Attempt(row.getBoolean("won"), HandoffState.of(row, number)))
                .optional();
    }

    private Handoff claimed(Actor actor, SessionId session, HandoffId id, @Nullable String readBack, Instant now) {
        history.did(actor, id, HandoffAction.CLAIMED, readBack);
        sessions.takeOver(actor, session, id);
        deadlines.begin(actor.accountId(), id, Stage.IDLE);
        Handoff handoff = rows.find(session, id).orElseThrow();
        HandoffCard card = HandoffCards.of(handoff);
        Person claimer = handoff.claimer().orElseThrow();
        notices.handoffClaimed(actor.accountId(), card, claimer);
        outbox.append(actor.accountId(), new HandoffClaimed(card, claimer, now, readBack));
        return handoff;
    }

    private HandoffState reasonOf(Attempt lost, SessionId sessionId, HandoffId id) {
        // READ COMMITTED: who found it open and lost all the same waited for the winner's row lock, and has seen what was
        // before. The next statement sees the winner.
        return lost.before() instanceof HandoffState.Open
                ? rows.state(sessionId, id).orElseThrow(NotFound::new)
                : lost.before();
    }
}
