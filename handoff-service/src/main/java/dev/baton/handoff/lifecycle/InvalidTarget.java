package dev.baton.handoff.lifecycle;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 422: a target is an active engineer, admin or owner of the account, and not oneself (H4). */
public final class InvalidTarget extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("invalid-target", HttpStatus.UNPROCESSABLE_CONTENT,
            "Not a possible target");

    InvalidTarget(String why) {
        super(TYPE, why);
    }
}
