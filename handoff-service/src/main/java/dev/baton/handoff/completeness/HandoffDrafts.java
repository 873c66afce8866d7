package dev.baton.handoff.completeness;

import dev.baton.events.SessionId;
import dev.baton.handoff.session.NotASessionParticipant;
import dev.baton.handoff.session.SessionDetail;
import dev.baton.handoff.session.Sessions;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Handoffs that are being written. Nothing of them is stored. */
@Service
public class HandoffDrafts {
    private final Sessions sessions;
    private final CompletenessRules rules;

    HandoffDrafts(Sessions sessions, CompletenessRules rules) {
        this.sessions = sessions;
        this.rules = rules;
    }

    /**
     * How complete a draft is (H13), for who works in the session.
     *
     * @throws NotFound 404, when {@code actor} may not see the session
     * @throws NotASessionParticipant 403, when {@code actor} only reads it
     */
    @Transactional(readOnly = true)
    public Completeness completeness(Actor actor, SessionId id, Draft draft) {
        SessionDetail session = sessions.detail(actor, id);
        if (!session.session().isWorkedOnBy(actor.id())) {
            throw new NotASessionParticipant();
        }
        return rules.judge(draft, session);
    }
}
