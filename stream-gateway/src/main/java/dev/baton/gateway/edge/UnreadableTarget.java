package dev.baton.gateway.edge;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 400: the path or the query is not a URI. */
public final class UnreadableTarget extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnreadableTarget() {
        super(ProblemType.INVALID_REQUEST, "The path or the query cannot be read.");
    }
}
