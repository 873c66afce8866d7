package dev.baton.handoff.lifecycle;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 403: somebody else escalated or claimed the handoff, and only they can do this. */
public final class NotYourHandoff extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("not-your-handoff", HttpStatus.FORBIDDEN,
            "Somebody else's handoff");

    public NotYourHandoff(String detail) {
        super(TYPE, detail);
    }
}
