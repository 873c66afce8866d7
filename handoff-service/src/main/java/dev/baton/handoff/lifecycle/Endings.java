package dev.baton.handoff.lifecycle;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCancelled;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffReturned;
import dev.baton.events.Person;
import dev.baton.events.SessionId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Sessions;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends handoffs that are not carried through (H11): taken back before a claim, given back after one. */
@Service
public class Endings {
    private static final String IDLE = "Nothing was done in time.";

    private final JdbcClient jdbc;
    private final NameLock names;
    private final HandoffRows rows;
    private final Openings openings;
    private final Sessions sessions;
    private final Members members;
    private final Deadlines deadlines;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    Endings(JdbcClient jdbc, NameLock names, HandoffRows rows, Openings openings,
            Sessions sessions, Members members, Deadlines deadlines, Notices notices, HandoffHistory history,
            Outbox outbox, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.names = names;
        this.rows = rows;
        this.openings = openings;
        this.sessions = sessions;
        this.members = members;
        this.deadlines = deadlines;
        this.notices = notices;
        this.history = history;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes an escalation back that nobody has claimed; again changes nothing.
     *
     * @throws NotFound 404
     * @throws NotYourHandoff 403, for everybody but who escalated
     * @throws HandoffAlreadyClaimed 409, with the claimer
     * @throws HandoffNotOpen 409
     */
    @Transactional
    public Handoff cancel(Actor actor, SessionId sessionId, HandoffId id) {
        Instant now = clock.instant();
        names.lockToWrite(actor.accountId());
        // First the handoff, then the session, as a claim does: the other way round the two could wait for each other.
        if (!end(actor, sessionId, id, now, "cancelled", null, "status = 'open' AND handed_off_by = :actor")) {
            rows.state(sessionId, id).orElseThrow(NotFound::new).refusesCancel(actor.id()).ifPresent(refusal -> {
                throw refusal;
            });
            return rows.find(sessionId, id).orElseThrow();
        }
        sessions.takeBack(sessionId);
        deadlines.end(id);
        Handoff handoff = rows.find(sessionId, id).orElseThrow();
        history.did(actor, id, HandoffAction.CANCELLED, null);
        notices.handoffEnded(id);
        HandoffCard card = HandoffCards.of(handoff);
        outbox.append(actor.accountId(), new HandoffCancelled(card, card.handedOffBy(), now));
        return handoff;
    }

    /**
     * Gives a claimed handoff back. It is over; another one enters the queue in its place, with the age of the first.
     *
     * @return the one that waits now
     * @throws NotFound 404
     * @throws NotYourHandoff 403, for everybody but the claimer
     * @throws HandoffNotOpen 409
     * @throws dev.baton.handoff.session.SessionNotOpen 409, when the session is parked or resolved
     */
    @Transactional
    public Handoff giveBack(Actor actor, SessionId sessionId, HandoffId id, String reason) {
        names.lockToWrite(actor.accountId());
        if (!end(actor, sessionId, id, clock.instant(), "returned", reason,
                "status = 'claimed' AND claimed_by = :actor")) {
            throw rows.state(sessionId, id).orElseThrow(NotFound::new).refusesReturn(actor.id());
        }
        history.did(actor, id, HandoffAction.RETURNED, reason);
        return replace(actor, sessions.giveBack(actor, sessionId), id, reason);
    }

    /**
     * Gives a claimed handoff back by itself, because its claimer has done nothing (H12). It does nothing where the
     * session is parked or resolved, or the claimer has left.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returnIdle(AccountId account, Handoff handoff) {
        Optional<Actor> claimer = Optional.ofNullable(handoff.claimedById())
                .flatMap(members::find)
                .map(member -> new Actor(member.id(), account, member.name(), member.role()));
        boolean active = sessions.find(handoff.sessionId())
                .filter(session -> session.status() == SessionStatus.ACTIVE)
                .isPresent();
        if (claimer.isPresent() && active && end(claimer.get(), handoff.sessionId(), handoff.id(), clock.instant(),
                "returned", IDLE, "status = 'claimed' AND claimed_by = :actor")) {
            history.happened(account, handoff.id(), HandoffAction.RETURNED, IDLE);
            replace(claimer.get(), sessions.giveBack(claimer.get(), handoff.sessionId()), handoff.id(), IDLE);
        }
    }

    private Handoff replace(Actor claimer, Session session, HandoffId id, String reason) {
        AccountId account = claimer.accountId();
        deadlines.end(id);
        Handoff returned = rows.find(session.id(), id).orElseThrow();
        HandoffCard card = HandoffCards.of(returned);
        HandoffId next = new HandoffId(ids.next());
        Person returner = returned.claimer().orElseThrow();
        notices.handoffReturned(account, card, returner);
        outbox.append(account, new HandoffReturned(card, returner,
                Objects.requireNonNull(returned.closedAt()), reason, next));
        NewHandoff wanted = new NewHandoff(Intent.ESCALATE, reason, returned.notes(), returned.priority(),
                Optional.empty());
        // Still the escalation of who escalated first: they cannot claim it, the returner may.
        HandoffRow row = HandoffRow.of(account, next, session, wanted, returned.handedOffById(), clock.instant())
                .replacing(returned);
        return openings.escalate(row, session, null, Set.of(claimer.id(), returned.handedOffById()));
    }

    private boolean end(Actor actor, SessionId session, HandoffId id, Instant now, String status,
            @Nullable String reason, String condition) {
        return jdbc
                .sql("""
                        UPDATE handoff
                        SET status = :status, closed_by = :actor, closed_at = :now, close_reason = :reason, version = version + 1
                        WHERE id = :id AND session_id = :session AND\s"""
                        + condition)
                .param("status", status)
                .param("reason", reason)
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .param("id", id.value())
                .param("session", session.value())
                .update() == 1;
    }
}
