package dev.baton.handoff.identity.membership;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: who has no password cannot be made active; they accept an invitation. */
final class NeverJoined extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("never-joined", HttpStatus.CONFLICT,
            "They have not accepted an invitation");

    NeverJoined() {
        super(TYPE, "Invite them again.");
    }
}
