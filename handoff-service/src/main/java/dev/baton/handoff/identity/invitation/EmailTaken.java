package dev.baton.handoff.identity.invitation;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: somebody on the platform has the address, maybe in another account; which is not told. */
final class EmailTaken extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("email-taken", HttpStatus.CONFLICT, "The address is taken");

    EmailTaken() {
        super(TYPE, "This email address is in use already.");
    }
}
