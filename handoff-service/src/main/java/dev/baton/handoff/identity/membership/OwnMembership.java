package dev.baton.handoff.identity.membership;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: nobody changes their own role or status. */
final class OwnMembership extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("own-membership", HttpStatus.CONFLICT, "Not for oneself");

    OwnMembership() {
        super(TYPE, "Somebody else must change your role or status.");
    }
}
