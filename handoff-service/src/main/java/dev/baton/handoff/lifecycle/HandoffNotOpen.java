package dev.baton.handoff.lifecycle;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the handoff was parked or has ended. */
public final class HandoffNotOpen extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("handoff-not-open", HttpStatus.CONFLICT,
            "The handoff is not open");

    public HandoffNotOpen() {
        super(TYPE, "The handoff was parked, or it has ended.");
    }
}
