package dev.baton.handoff.idempotency;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 400: the key is empty, too long, or not printable ASCII. */
final class InvalidIdempotencyKey extends Refusal {
    private static final long serialVersionUID = 1L;

    InvalidIdempotencyKey() {
        super(ProblemType.INVALID_REQUEST, "Idempotency-Key must be 1 to 255 printable ASCII characters.");
    }
}
