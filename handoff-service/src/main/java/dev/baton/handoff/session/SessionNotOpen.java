package dev.baton.handoff.session;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 409: the session is in a status in which this cannot be done. */
public final class SessionNotOpen extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("session-not-open", HttpStatus.CONFLICT,
            "The session does not allow this now");

    public SessionNotOpen(SessionStatus status) {
        super(TYPE, "The session is " + status.name().toLowerCase(Locale.ROOT) + ".",
                Map.of("session_status", status.name().toLowerCase(Locale.ROOT)));
    }
}
