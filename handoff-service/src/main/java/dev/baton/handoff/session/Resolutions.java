package dev.baton.handoff.session;

import dev.baton.events.SessionId;
import dev.baton.events.SessionResolved;
import dev.baton.events.StepId;
import dev.baton.messaging.Outbox;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes sessions with what solved them (S5). */
@Service
public class Resolutions {
    private final Sessions sessions;
    private final SessionTransitions transitions;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Resolutions(Sessions sessions, SessionTransitions transitions, Outbox outbox, ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.transitions = transitions;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Closes an active session (S5). After a claim that is announced, without its text, as {@code session_resolved}.
     *
     * @throws NotFound when {@code actor} may not see the session
     * @throws NotASessionParticipant when {@code actor} only reads it
     * @throws SessionNotOpen when it is not active
     */
    @Transactional
    public SessionDetail resolve(Actor actor, SessionId id, Resolution resolution) {
        Instant now = clock.instant();
        SessionTransitions.Resolved resolved = transitions.resolve(actor, id, resolution, now)
                .orElseThrow(() -> sessions.refusal(actor, id));
        resolved.claimedHandoff().ifPresent(handoff -> {
            events.publishEvent(new SessionActed(handoff, actor.id(), true));
            outbox.append(actor.accountId(),
                    new SessionResolved(id, handoff, actor.person(), now, Outbox.VERSION_TO_COME));
        });
        return sessions.detail(actor, id);
    }

    /**
     * As {@link #resolve(Actor, SessionId, Resolution)}, by one of the session's own steps.
     *
     * @throws InvalidRequest 400, when it is no step of the session
     */
    @Transactional
    public SessionDetail resolve(Actor actor, SessionId id, String resolution, StepId fixedBy) {
        String step = sessions.detail(actor, id)
                .steps()
                .stream()
                .filter(each -> each.id().equals(fixedBy))
                .findFirst()
                .map(Step::text)
                .orElseThrow(() -> new InvalidRequest("fixed_by_step_id", "is not a step of this session"));
        return resolve(actor, id, new Resolution(resolution, step));
    }
}
