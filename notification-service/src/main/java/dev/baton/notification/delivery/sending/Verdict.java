package dev.baton.notification.delivery.sending;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.delivery.Reasons;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome means for its delivery.
 *
 * @param dueAt when something is done about it next, null when all is decided
 */
record Verdict(DeliveryState state, @Nullable String reason, String answer, @Nullable Instant dueAt) {
    static Verdict of(Outcome outcome, Attempt attempt, RetrySchedule schedule, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted a -> new Verdict(DeliveryState.ACCEPTED, null, a.answer(), null);
            case Outcome.Refused r -> new Verdict(DeliveryState.FAILED, Reasons.REFUSED, r.answer(), null);
            case Outcome.Closed c -> new Verdict(DeliveryState.FAILED, Reasons.DESTINATION_CLOSED, c.answer(), null);
            case Outcome.Deferred d -> new Verdict(DeliveryState.RETRY, Reasons.DEFERRED, d.answer(),
                    attempt.noLaterThanExpiry(now.plus(schedule.after(attempt.number(), d.notBefore()))));
            case Outcome.Unavailable u -> new Verdict(DeliveryState.RETRY, Reasons.UNAVAILABLE, u.answer(),
                    attempt.noLaterThanExpiry(now.plus(schedule.after(attempt.number(), null))));
            // Never later than the schedule says, even past expiry: somebody must learn that nobody knows.
            case Outcome.Ambiguous a -> new Verdict(DeliveryState.AMBIGUOUS, Reasons.CONNECTION_LOST, a.answer(),
                    now.plus(schedule.after(attempt.number(), null)));
        };
    }
}
