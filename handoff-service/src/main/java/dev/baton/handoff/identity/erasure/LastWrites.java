package dev.baton.handoff.identity.erasure;

import dev.baton.handoff.assessment.AssessmentProperties;
import dev.baton.handoff.identity.IdentityProperties;
import dev.baton.platform.security.SecurityProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Until when something may write the name of a person who was deactivated: for as long as their last access token is
 * taken, and then for as long as the assessment of what they handed off with it may run, which has the name from its
 * beginning.
 */
@Component
class LastWrites {
    private final Duration after;
    private final Clock clock;

    LastWrites(IdentityProperties identity, SecurityProperties security, AssessmentProperties assessments,
            Clock clock) {
        // Twice: the clock of whoever issued it may be ahead, and whoever takes it lets it end that much later.
        this.after = identity.accessTokenLife()
                .plus(security.clockSkew().multipliedBy(2))
                .plus(assessments.timeout());
        this.clock = clock;
    }

    /** @throws TooEarlyToErase 409 */
    void refuseBeforeTheirEnd(Instant deactivatedAt) {
        Instant erasableAt = deactivatedAt.plus(after);
        Instant now = clock.instant();
        if (now.isBefore(erasableAt)) {
            throw new TooEarlyToErase(erasableAt, Duration.between(now, erasableAt));
        }
    }
}
