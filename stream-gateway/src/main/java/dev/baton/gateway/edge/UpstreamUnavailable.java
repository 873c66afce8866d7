package dev.baton.gateway.edge;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 503: no replica could be asked; nothing was done, and asking again is safe. Goes with {@code Retry-After}. */
public final class UpstreamUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public UpstreamUnavailable() {
        super(ProblemType.SERVICE_UNAVAILABLE, "This part of Baton cannot be reached at the moment. Try again soon.");
    }
}
