package dev.baton.handoff.identity.invitation;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: who has accepted an invitation needs no other. */
final class AlreadyJoined extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("already-joined", HttpStatus.CONFLICT,
            "They have joined already");

    AlreadyJoined() {
        super(TYPE, "They have accepted an invitation already.");
    }
}
