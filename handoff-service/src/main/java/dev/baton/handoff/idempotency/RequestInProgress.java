package dev.baton.handoff.idempotency;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 409: the first request with this key has begun and has no result yet. */
final class RequestInProgress extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("request-in-progress", HttpStatus.CONFLICT,
            "The first request is still in progress");

    RequestInProgress() {
        super(TYPE, "A request with this Idempotency-Key is in progress; repeat it for its result.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.RETRY_AFTER, "1");
    }
}
