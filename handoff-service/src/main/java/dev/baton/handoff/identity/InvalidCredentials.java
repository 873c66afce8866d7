package dev.baton.handoff.identity;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 401: no such active person, or not their password; the two are not told apart. */
final class InvalidCredentials extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("invalid-credentials", HttpStatus.UNAUTHORIZED,
            "Sign-in failed");

    InvalidCredentials() {
        super(TYPE, "The email address or the password is not right.");
    }
}
