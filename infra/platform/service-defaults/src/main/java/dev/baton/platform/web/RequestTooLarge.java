package dev.baton.platform.web;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Map;

/** 413: the body is longer than allowed. */
final class RequestTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    RequestTooLarge(int maxBytes) {
        super(ProblemType.REQUEST_TOO_LARGE, "The body is too large.", Map.of("max_bytes", maxBytes));
    }
}
