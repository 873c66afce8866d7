package dev.baton.handoff.identity.erasure;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: what cannot be undone is done to those only who may not sign in any more. */
final class StillActive extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("still-active", HttpStatus.CONFLICT,
            "They are still active");

    StillActive() {
        super(TYPE, "Deactivate them first.");
    }
}
