package dev.baton.handoff.identity.membership;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 403: the token says admin or owner, the account does not any more. */
final class NotAnAdmin extends Refusal {
    private static final long serialVersionUID = 1L;

    NotAnAdmin() {
        super(ProblemType.FORBIDDEN, "Admin access required");
    }
}
