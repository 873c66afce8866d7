package dev.baton.handoff.session;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 403: the session may be read by this person, but is worked in by others. */
public final class NotASessionParticipant extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("not-a-session-participant", HttpStatus.FORBIDDEN,
            "Only the people who work in the session may do this");

    public NotASessionParticipant() {
        super(TYPE, "Only the session's author and the person who claimed it may do this.");
    }
}
