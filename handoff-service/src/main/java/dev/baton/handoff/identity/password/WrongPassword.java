package dev.baton.handoff.identity.password;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 422: not the password that the person has now. No 401: that would mean the access token. */
final class WrongPassword extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("wrong-password", HttpStatus.UNPROCESSABLE_CONTENT,
            "Wrong password");

    WrongPassword() {
        super(TYPE, "The current password is not right.");
    }
}
