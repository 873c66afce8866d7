package dev.baton.handoff.identity.membership;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the account would be left without an active owner. */
final class LastOwner extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("last-owner", HttpStatus.CONFLICT,
            "The account needs an owner");

    LastOwner() {
        super(TYPE, "Make somebody else an owner first.");
    }
}
