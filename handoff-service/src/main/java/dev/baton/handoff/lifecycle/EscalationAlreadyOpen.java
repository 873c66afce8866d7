package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffId;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 409: the session has an open escalation, which the problem names (H10). */
public final class EscalationAlreadyOpen extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("escalation-already-open", HttpStatus.CONFLICT,
            "Already escalated");

    EscalationAlreadyOpen(HandoffId open) {
        super(TYPE, "This session waits for a colleague already.", Map.of("handoff_id", open));
    }
}
