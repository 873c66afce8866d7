package dev.baton.platform.security;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 403: the actor's role is too low for the route. */
final class RoleRequired extends Refusal {
    private static final long serialVersionUID = 1L;

    RoleRequired(String detail) {
        super(ProblemType.FORBIDDEN, detail);
    }
}
