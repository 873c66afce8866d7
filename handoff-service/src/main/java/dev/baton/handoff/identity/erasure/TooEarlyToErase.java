package dev.baton.handoff.identity.erasure;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 409: something that began before the person was deactivated may still write their name; the problem says until when. */
final class TooEarlyToErase extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("too-early-to-erase", HttpStatus.CONFLICT,
            "Too early to erase them");

    private final long seconds;

    TooEarlyToErase(Instant erasableAt, Duration wait) {
        super(TYPE, "They were deactivated a short while ago. Erase them when the time has come.",
                Map.of("erasable_at", erasableAt));
        // Rounded up: whoever waits as long as told is not refused again.
        this.seconds = wait.plusMillis(999).toSeconds();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
