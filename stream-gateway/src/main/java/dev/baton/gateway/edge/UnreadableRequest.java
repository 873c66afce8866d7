package dev.baton.gateway.edge;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;

/** 400: the path or the query is not a URI, or a header holds what cannot be passed on. */
public final class UnreadableRequest extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnreadableRequest() {
        super(ProblemType.INVALID_REQUEST, "The path, the query or a header cannot be read.");
    }
}
