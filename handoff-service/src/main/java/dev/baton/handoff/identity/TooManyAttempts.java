package dev.baton.handoff.identity;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 429: too many wrong passwords for an address lately, whether somebody has it or not. */
final class TooManyAttempts extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("too-many-attempts", HttpStatus.TOO_MANY_REQUESTS,
            "Too many attempts");

    private final long seconds;

    TooManyAttempts(Duration wait) {
        super(TYPE, "Too many wrong passwords for this address. Try again later.");
        // Rounded up: whoever waits as long as told gets in.
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
