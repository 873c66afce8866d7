package dev.baton.analytics.report;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** 400: only the three periods are answered, so that each can be answered fast. */
public final class InvalidPeriod extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final String ALLOWED = "must be 7d, 30d or 90d";

    InvalidPeriod() {
        super(ProblemType.INVALID_REQUEST, "The period " + ALLOWED + ".",
                Map.of("errors", List.of(Map.of("field", "period", "message", ALLOWED))));
    }
}
