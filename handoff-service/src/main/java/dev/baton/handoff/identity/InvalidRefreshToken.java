package dev.baton.handoff.identity;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 401: the refresh cookie is missing, expired, unknown or was used before. */
public final class InvalidRefreshToken extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("invalid-refresh-token", HttpStatus.UNAUTHORIZED,
            "The session has ended");

    public InvalidRefreshToken() {
        super(TYPE, "Sign in again.");
    }
}
