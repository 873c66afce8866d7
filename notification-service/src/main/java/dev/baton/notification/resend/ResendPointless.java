package dev.baton.notification.resend;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 409: the message has lost its purpose, or its way. */
public final class ResendPointless extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("resend-pointless", HttpStatus.CONFLICT,
            "There is nothing to say any more");

    /** @param reason as deliveries have it */
    ResendPointless(String reason) {
        super(TYPE, "The message would not be sent: " + reason.replace('_', ' ') + ".", Map.of("reason", reason));
    }
}
