package dev.baton.handoff.identity.invitation;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: somebody of the account has the subject, maybe one who was erased. */
final class SubjectTaken extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("subject-taken", HttpStatus.CONFLICT,
            "The subject is taken");

    SubjectTaken() {
        super(TYPE, "Somebody of this account has this subject already.");
    }
}
