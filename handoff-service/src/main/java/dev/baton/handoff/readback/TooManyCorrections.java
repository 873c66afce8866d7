package dev.baton.handoff.readback;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: the read-back was corrected as often as one may be. */
public final class TooManyCorrections extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("too-many-corrections", HttpStatus.CONFLICT,
            "Corrected too often");

    TooManyCorrections(int most) {
        super(TYPE, "What was understood of a handoff can be corrected " + most + " times; talk to each other.");
    }
}
