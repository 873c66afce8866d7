package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.StepId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.messaging.Outbox;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of an account and what people do in them. */
@Service
public class Sessions {
    /** More steps than a person takes; a script that goes on is refused. */
    public static final int MAX_STEPS = 1_000;

    private final JdbcAggregateOperations aggregates;
    private final SessionRows rows;
    private final SessionTransitions transitions;
    private final StepRows steps;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    /**
     * A session that waits for a senior.
     *
     * @param before its status until then
     */
    public record Escalated(Session session, SessionStatus before) {}

    Sessions(JdbcAggregateOperations aggregates, SessionRows rows, SessionTransitions transitions, StepRows steps,
            Outbox outbox, ApplicationEventPublisher events, TimeOrderedUuid ids, Clock clock) {
        this.aggregates = aggregates;
        this.rows = rows;
        this.transitions = transitions;
        this.steps = steps;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Starts a session whose author is {@code actor} (S1). Nothing of it is published. */
    @Transactional
    public SessionDetail start(Actor actor, NewSession wanted) {
        SessionId id = new SessionId(ids.next());
        Instant now = clock.instant();
        aggregates.insert(new SessionRow(new SessionRow.Key(actor.accountId().value(), id.value()),
                actor.id().value(), wanted.problemSummary(), wanted.domain(), wanted.psaTicketId(), "active", 0, now,
                now));
        return detail(actor, id);
    }

    /** The sessions that {@code actor} works in and that fit the filter, newest activity first (S1). */
    @Transactional(readOnly = true)
    public Page<Session> mine(Actor actor, SessionFilter filter, int limit, @Nullable TimeCursor after) {
        List<Session> found = rows.mine(actor.id(), filter, limit + 1, after);
        return Page.of(found, limit, last -> new TimeCursor(last.lastActivityAt(), last.id().value()).toString());
    }

    /**
     * A session with its timeline (S2).
     *
     * @throws NotFound when there is none that {@code actor} may see
     */
    @Transactional(readOnly = true)
    public SessionDetail detail(Actor actor, SessionId id) {
        return new SessionDetail(visible(actor, id), steps.of(id), rows.resolution(id).orElse(null));
    }

    /**
     * A session without its timeline (S2).
     *
     * @throws NotFound when there is none that {@code actor} may see
     */
    @Transactional(readOnly = true)
    public Session visible(Actor actor, SessionId id) {
        return find(id).filter(session -> session.isVisibleTo(actor.id())).orElseThrow(NotFound::new);
    }

    /** A session of the current tenant, whoever asks. */
    @Transactional(readOnly = true)
    public Optional<Session> find(SessionId id) {
        return rows.find(id);
    }

    /** The timeline of a session, oldest first, whoever asks. */
    @Transactional(readOnly = true)
    public List<Step> steps(SessionId id) {
        return steps.of(id);
    }

    /**
     * Appends a step (S3). After a claim it is announced, without its text, as {@code session_step_recorded}.
     *
     * @throws NotFound when {@code actor} may not see the session
     * @throws NotASessionParticipant when {@code actor} only reads it
     * @throws SessionNotOpen when it is parked or resolved
     * @throws SessionFull when it has {@value #MAX_STEPS} steps
     */
    @Transactional
    public Step record(Actor actor, SessionId sessionId, NewStep wanted) {
        Instant now = clock.instant();
        StepRows.Counted counted = steps.count(actor, sessionId, now).orElseThrow(() -> refusal(actor, sessionId));
        Step step = new Step(new StepId(ids.next()), wanted.kind(), wanted.text(), wanted.outcome(), wanted.command(),
                actor.id(), actor.name(), now);
        steps.insert(actor, sessionId, counted.ordinal(), step);
        counted.claimedHandoff().ifPresent(handoff -> {
            acted(actor, handoff);
            outbox.append(actor.accountId(), new SessionStepRecorded(sessionId, handoff, step.id(), actor.person(),
                    step.kind(), now, Outbox.VERSION_TO_COME));
        });
        return step;
    }

    private void acted(Actor actor, HandoffId claimed) {
        events.publishEvent(new SessionActed(claimed, actor.id(), false));
    }

    /** Locks a session, whoever works in it, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(SessionId id) {
        transitions.lock(id);
    }

    /**
     * Locks a session that {@code actor} works in and marks it as waiting for a senior.
     *
     * @throws NotFound 404, when {@code actor} may not see the session
     * @throws NotASessionParticipant 403
     * @throws SessionNotOpen 409, when it is resolved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Escalated escalate(Actor actor, SessionId id) {
        SessionTransitions.Left left = transitions.escalate(actor, id, clock.instant())
                .orElseThrow(() -> refusal(actor, id));
        left.claimedHandoff().ifPresent(handoff -> acted(actor, handoff));
        return new Escalated(left.session(), left.before());
    }

    /** Locks an active session that {@code actor} works in and puts it aside. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Session park(Actor actor, SessionId id) {
        SessionTransitions.Left left = transitions.park(actor, id, clock.instant())
                .orElseThrow(() -> refusal(actor, id));
        left.claimedHandoff().ifPresent(handoff -> acted(actor, handoff));
        return left.session();
    }

    /** Takes a parked session up again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Session resume(Actor actor, SessionId id) {
        return transitions.resume(actor, id, clock.instant()).orElseThrow(() -> refusal(actor, id));
    }

    /** Gives a session to who claimed its handoff, as a part of the claim. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeOver(Actor actor, SessionId id, HandoffId handoff) {
        transitions.takeOver(actor, id, handoff, clock.instant());
    }

    /** Ends the waiting of a session whose escalation was cancelled, as a part of the cancellation. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(SessionId id) {
        transitions.takeBack(id, clock.instant());
    }

    /** Lets a session wait again, without a holder, as a part of its handoff's return. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Session giveBack(Actor actor, SessionId id) {
        return transitions.giveBack(actor, id, clock.instant()).orElseThrow(() -> refusal(actor, id));
    }

    RuntimeException refusal(Actor actor, SessionId id) {
        Session session = visible(actor, id);
        if (!session.isWorkedOnBy(actor.id())) {
            return new NotASessionParticipant();
        }
        boolean takesSteps = session.status() == SessionStatus.ACTIVE || session.status() == SessionStatus.ESCALATED;
        return takesSteps && session.stepCount() >= MAX_STEPS
                ? new SessionFull(MAX_STEPS, "steps")
                : new SessionNotOpen(session.status());
    }
}
