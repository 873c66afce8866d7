package dev.baton.handoff.session;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the session has as many steps, or messages, as one may have. */
public final class SessionFull extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("session-full", HttpStatus.CONFLICT,
            "The session takes no more");

    /** @param things what there are too many of, as people say it */
    public SessionFull(int most, String things) {
        super(TYPE, "A session takes " + most + " " + things + "; start another one.");
    }
}
