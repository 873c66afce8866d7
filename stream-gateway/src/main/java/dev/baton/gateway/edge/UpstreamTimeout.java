package dev.baton.gateway.edge;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 504: a replica took the request and did not answer in time; it may still be carried out. */
public final class UpstreamTimeout extends Refusal {
    public static final ProblemType TYPE = ProblemType.of("upstream-timeout", HttpStatus.GATEWAY_TIMEOUT,
            "No answer in time");
    private static final long serialVersionUID = 1L;

    public UpstreamTimeout() {
        super(TYPE, "The answer takes too long. The request may still be carried out.");
    }
}
