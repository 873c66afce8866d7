package dev.baton.handoff.lifecycle;

import dev.baton.events.UserId;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 409: somebody was faster; the problem says who and when (C3). */
public final class HandoffAlreadyClaimed extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("handoff-already-claimed", HttpStatus.CONFLICT,
            "Already claimed");

    HandoffAlreadyClaimed(UserId by, String name, Instant at) {
        super(TYPE, "Already claimed by " + name + ".",
                Map.of("claimed_by_id", by, "claimed_by_name", name, "claimed_at", at));
    }
}
