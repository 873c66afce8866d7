package dev.baton.handoff.session;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the session has as many steps as one may have. */
public final class SessionFull extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("session-full", HttpStatus.CONFLICT,
            "The session takes no more steps");

    public SessionFull() {
        super(TYPE, "A session takes " + Sessions.MAX_STEPS + " steps; start another one.");
    }
}
