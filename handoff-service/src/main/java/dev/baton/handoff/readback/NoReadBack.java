package dev.baton.handoff.readback;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: nobody has claimed the handoff yet, or the claimer did not say what they understood. */
public final class NoReadBack extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("no-read-back", HttpStatus.CONFLICT, "Nothing to correct");

    NoReadBack() {
        super(TYPE, "Nobody has said yet what they understood of this handoff.");
    }
}
