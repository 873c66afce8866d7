package dev.baton.gateway.edge;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 502: a replica took the request and did not answer; it may have been carried out, so nobody asked another one. */
public final class OutcomeUnknown extends Refusal {
    public static final ProblemType TYPE = ProblemType.of("outcome-unknown", HttpStatus.BAD_GATEWAY, "Outcome unknown");
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown() {
        super(TYPE, "The request was sent and not answered. It may have been carried out: look before you try again, "
                + "or try again with the same Idempotency-Key.");
    }
}
