package dev.baton.handoff.idempotency;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 422: the key belongs to a request with another body. */
final class IdempotencyKeyReused extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("idempotency-key-reused", HttpStatus.UNPROCESSABLE_CONTENT,
            "The idempotency key was used for another request");

    IdempotencyKeyReused() {
        super(TYPE, "This Idempotency-Key was used with another body; use a new key for a new request.");
    }
}
