package dev.baton.handoff.lifecycle;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the handoff was parked or has ended; there is nothing to claim. */
public final class HandoffNotOpen extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("handoff-not-open", HttpStatus.CONFLICT,
            "The handoff cannot be claimed");

    HandoffNotOpen() {
        super(TYPE, "Only an open escalation can be claimed.");
    }
}
