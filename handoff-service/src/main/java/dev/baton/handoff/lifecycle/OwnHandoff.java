package dev.baton.handoff.lifecycle;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: who escalated cannot claim (C5). */
public final class OwnHandoff extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("own-handoff", HttpStatus.CONFLICT, "Your own handoff");

    OwnHandoff() {
        super(TYPE, "You escalated this yourself; a colleague has to pick it up.");
    }
}
