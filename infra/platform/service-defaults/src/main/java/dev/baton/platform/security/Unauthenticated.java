package dev.baton.platform.security;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 401: an open route turned out to need an actor. */
final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    Unauthenticated() {
        super(ProblemType.UNAUTHENTICATED, "A valid access token is required.");
    }
}
