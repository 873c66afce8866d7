package dev.baton.notification.resend;

import dev.baton.notification.delivery.Delivery;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 409: only what was given up is sent once more, and only if it is about a handoff. */
public final class NotResendable extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("delivery-not-resendable", HttpStatus.CONFLICT,
            "The delivery cannot be sent once more");

    NotResendable(Delivery delivery) {
        super(TYPE, "Only a message about a handoff that is failed, needs_review or expired is sent once more.",
                Map.of("state", delivery.state().code(), "kind", delivery.kind().code()));
    }
}
