package dev.baton.handoff.readback;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffReadBackCorrected;
import dev.baton.events.Person;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.lifecycle.Handoff;
import dev.baton.handoff.lifecycle.HandoffNotOpen;
import dev.baton.handoff.lifecycle.HandoffStatus;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.lifecycle.Intent;
import dev.baton.handoff.lifecycle.NotYourHandoff;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionNotOpen;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Sessions;
import dev.baton.messaging.Outbox;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets who escalated put right what the claimer understood (H14). */
@Service
public class ReadBacks {
    /** How often one handoff is corrected. Each is a notice, an event and a line of the history for good. */
    public static final int MAX_CORRECTIONS = 20;

    private final JdbcClient jdbc;
    private final NameLock names;
    private final Handoffs handoffs;
    private final Sessions sessions;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;
    private final Clock clock;

    ReadBacks(JdbcClient jdbc, NameLock names, Handoffs handoffs, Sessions sessions, Notices notices,
            HandoffHistory history, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.names = names;
        this.handoffs = handoffs;
        this.sessions = sessions;
        this.notices = notices;
        this.history = history;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Corrects the read-back of a claim, as long as the claimer works on it. The same text again changes nothing;
     * another one takes its place.
     *
     * @throws NotFound 404
     * @throws NotYourHandoff 403, for everybody but who escalated
     * @throws NoReadBack 409
     * @throws TooManyCorrections 409, when it was corrected {@value #MAX_CORRECTIONS} times
     * @throws HandoffNotOpen 409, when it was parked, has ended, or the session has gone on to somebody else
     * @throws SessionNotOpen 409, when the session is parked, resolved or waits for somebody else
     */
    @Transactional
    public Handoff correct(Actor actor, SessionId sessionId, HandoffId id, String text) {
        names.lockToWrite(actor.accountId());
        // Locked before it is looked at, with its session: what is parked meanwhile must not be published (E1).
        Handoff handoff = locked(sessionId, id);
        requireCorrectable(actor.id(), handoff);
        if (text.equals(handoff.readBackCorrection())) {
            return handoff;
        }
        // Counted under the lock of the handoff, which every correction takes first.
        if (history.count(id, HandoffAction.READ_BACK_CORRECTED) >= MAX_CORRECTIONS) {
            throw new TooManyCorrections(MAX_CORRECTIONS);
        }
        jdbc.sql("UPDATE handoff SET read_back_correction = :text, version = version + 1 WHERE id = :id")
                .param("text", text)
                .param("id", id.value())
                .update();
        Handoff corrected = locked(sessionId, id);
        tell(actor, corrected, text);
        return corrected;
    }

    private Handoff locked(SessionId session, HandoffId id) {
        return handoffs.lock(id).filter(found -> found.sessionId().equals(session)).orElseThrow(NotFound::new);
    }

    private void requireCorrectable(UserId actor, Handoff handoff) {
        boolean theirs = handoff.handedOffById().equals(actor);
        if (handoff.intent() == Intent.PARK) {
            throw theirs ? new HandoffNotOpen() : new NotFound();
        }
        if (!theirs) {
            throw new NotYourHandoff("Only the person who escalated can correct a read-back.");
        }
        if (handoff.status() != HandoffStatus.OPEN && handoff.status() != HandoffStatus.CLAIMED) {
            throw new HandoffNotOpen();
        }
        if (handoff.readBack() == null) {
            throw new NoReadBack();
        }
        Session session = sessions.find(handoff.sessionId()).orElseThrow();
        if (session.status() != SessionStatus.ACTIVE) {
            throw new SessionNotOpen(session.status());
        }
        if (!Objects.equals(session.escalatedToId(), handoff.claimedById())) {
            throw new HandoffNotOpen();
        }
    }

    private void tell(Actor actor, Handoff corrected, String text) {
        Person claimer = corrected.claimer().orElseThrow();
        HandoffCard card = handoffs.card(corrected);
        history.did(actor, corrected.id(), HandoffAction.READ_BACK_CORRECTED, text);
        notices.readBackCorrected(actor.accountId(), card, card.handedOffBy(), claimer.id());
        outbox.append(actor.accountId(), new HandoffReadBackCorrected(card, claimer,
                Objects.requireNonNull(corrected.readBack()), text, card.handedOffBy(), clock.instant()));
    }
}
