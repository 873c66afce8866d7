package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.session.NotASessionParticipant;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Sessions;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates handoffs. One transaction writes the handoff, its context, the session's status, the bell notices, the
 * assessment that is due and the event (H5); nothing outside the database is waited for (H6).
 */
@Service
public class Handoffs {
    private final NameLock names;
    private final HandoffRows rows;
    private final Openings openings;
    private final Sessions sessions;
    private final Members members;
    private final HandoffContexts contexts;
    private final HandoffHistory history;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    Handoffs(NameLock names, HandoffRows rows, Openings openings, Sessions sessions,
            Members members, HandoffContexts contexts, HandoffHistory history, TimeOrderedUuid ids, Clock clock) {
        this.names = names;
        this.rows = rows;
        this.openings = openings;
        this.sessions = sessions;
        this.members = members;
        this.contexts = contexts;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Hands a session off (H1): escalates it to the seniors of the account, or parks it privately (H3).
     *
     * @throws NotFound 404, when {@code actor} may not see the session
     * @throws InvalidTarget 422
     * @throws EscalationAlreadyOpen 409
     * @throws NotASessionParticipant 403
     * @throws dev.baton.handoff.session.SessionNotOpen 409, when it is resolved, or parked and to be parked again
     */
    @Transactional
    public Handoff handOff(Actor actor, SessionId sessionId, NewHandoff wanted) {
        // Before the session and its steps are read, whose people are named in what is kept.
        names.lockToWrite(actor.accountId());
        requireTarget(actor, wanted);
        Session session = wanted.intent() == Intent.PARK ? sessions.park(actor, sessionId) : escalate(actor, sessionId);
        HandoffRow row = HandoffRow.of(actor.accountId(), new HandoffId(ids.next()), session, wanted, actor.id(),
                clock.instant());
        return wanted.intent() == Intent.PARK
                ? openings.park(row, session)
                : openings.escalate(row, session, actor.id(), Set.of(actor.id()));
    }

    /**
     * The short form: its author escalates a session (H2). Everything else is {@link #handOff}.
     *
     * @throws NotASessionParticipant 403, for everybody but the author
     */
    @Transactional
    public Escalated escalate(Actor actor, SessionId sessionId, NewHandoff wanted) {
        if (!sessions.visible(actor, sessionId).authorId().equals(actor.id())) {
            throw new NotASessionParticipant();
        }
        Handoff handoff = handOff(actor, sessionId, wanted);
        // No account can name a ticket system yet, so there is never one to queue the notes for.
        return new Escalated(handoff, contexts.of(handoff.id()).documentation(), Escalated.PsaResult.NO_PSA);
    }

    /**
     * Takes a parked session up again.
     *
     * @throws NotFound 404
     * @throws dev.baton.handoff.session.SessionNotOpen 409, when it is not parked
     */
    @Transactional
    public Session resume(Actor actor, SessionId sessionId) {
        Session session = sessions.resume(actor, sessionId);
        resumeParked(actor, sessionId);
        return session;
    }

    /** The handoffs of a session that was ever escalated, oldest first; parked ones only for who works in it (H8). */
    @Transactional(readOnly = true)
    public List<Handoff> of(Actor actor, SessionId sessionId) {
        boolean worksInIt = sessions.find(sessionId).orElseThrow(NotFound::new).isWorkedOnBy(actor.id());
        List<Handoff> found = rows.of(sessionId, worksInIt);
        if (found.isEmpty() && !worksInIt) {
            throw new NotFound();
        }
        return found;
    }

    /**
     * One of the handoffs that {@link #of} lists for {@code actor}.
     *
     * @throws NotFound 404, when it is none of them
     */
    @Transactional(readOnly = true)
    public Handoff find(Actor actor, SessionId sessionId, HandoffId id) {
        return of(actor, sessionId).stream()
                .filter(handoff -> handoff.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /**
     * Locks a handoff and its session, in this order, until the transaction ends. One that was parked is only read: it is
     * nobody's but of who has its session, and who has locked that changes it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Handoff> lock(HandoffId id) {
        Optional<HandoffRows.Found> found = rows.lockUnlessParked(id);
        found.filter(HandoffRows.Found::locked).map(HandoffRows.Found::session).ifPresent(sessions::lock);
        return found.flatMap(of -> rows.find(of.session(), id));
    }

    /** Whether its claimer is the one who works in its session now: nobody was handed it since, and it goes on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isHeld(HandoffId id) {
        return rows.isHeld(id);
    }

    /** A handoff as events carry it. */
    public HandoffCard card(Handoff handoff) {
        return HandoffCards.of(handoff);
    }

    private Session escalate(Actor actor, SessionId sessionId) {
        // Changed, and so locked, before its handoffs are looked at: while one is open nothing is inserted here, so the
        // insert never waits for a claim, which locks in the other order. A refusal takes the change back.
        Sessions.Escalated escalated = sessions.escalate(actor, sessionId);
        if (escalated.before() == SessionStatus.ACTIVE) {
            // Somebody works in it: nothing waits.
            return escalated.session();
        }
        // A session of the legacy status waits too, but without a handoff: it may get one.
        Map<HandoffStatus, HandoffId> waiting = rows.waitingIn(sessionId);
        HandoffId open = waiting.get(HandoffStatus.OPEN);
        if (open != null) {
            throw new EscalationAlreadyOpen(open);
        }
        if (waiting.containsKey(HandoffStatus.PARKED)) {
            resumeParked(actor, sessionId);
        }
        return escalated.session();
    }

    private void resumeParked(Actor actor, SessionId sessionId) {
        rows.resumeParked(sessionId)
                .ifPresent(parked -> history.did(actor, parked, HandoffAction.RESUMED, null));
    }

    private void requireTarget(Actor actor, NewHandoff wanted) {
        wanted.target().ifPresent(target -> {
            if (target.equals(actor.id())) {
                throw new InvalidTarget("You cannot hand a session to yourself.");
            }
            if (members.find(target).filter(Member::takesHandoffs).isEmpty()) {
                throw new InvalidTarget("The target must be an active engineer, admin or owner of your account.");
            }
        });
    }
}
