package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person does in a session beside steps; who may is decided as for those. */
@Service
public class SessionActivity {
    private final Sessions sessions;
    private final SessionTransitions transitions;
    private final ApplicationEventPublisher events;

    SessionActivity(Sessions sessions, SessionTransitions transitions, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.transitions = transitions;
        this.events = events;
    }

    /**
     * Locks a session that {@code actor} works in until the transaction ends, and counts as their activity in it.
     *
     * @return the handoff that was claimed before, if one was
     * @throws NotFound 404, when {@code actor} may not see the session
     * @throws NotASessionParticipant 403, when {@code actor} only reads it
     * @throws SessionNotOpen 409, when it is parked or resolved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<HandoffId> act(Actor actor, SessionId id, Instant now) {
        Optional<HandoffId> claimed = transitions.act(actor, id, now)
                .orElseThrow(() -> sessions.refusal(actor, id))
                .claimedHandoff();
        claimed.ifPresent(handoff -> events.publishEvent(new SessionActed(handoff, actor.id(), false)));
        return claimed;
    }
}
