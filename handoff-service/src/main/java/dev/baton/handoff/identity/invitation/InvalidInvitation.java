package dev.baton.handoff.identity.invitation;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 401: the invitation is expired, was accepted, withdrawn or replaced, or is none of ours. */
final class InvalidInvitation extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("invalid-invitation", HttpStatus.UNAUTHORIZED,
            "The invitation is not valid");

    InvalidInvitation() {
        super(TYPE, "Ask for a new invitation.");
    }
}
