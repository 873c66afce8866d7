package dev.baton.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event with what identifies and orders it.
 *
 * @param epoch raised by an operator after a restore or a lossy failover; (epoch, sequence) is compared, never sequence
 *     alone. It travels in a header, not in the JSON.
 * @param sequence gapless for each topic, account and epoch, from 1, in commit order
 * @param time when it happened, to the millisecond
 * @param traceparent W3C Trace Context of the request that caused it
 */
public record EventEnvelope(EventId id, AccountId accountId, long epoch, long sequence, Instant time,
        @Nullable String traceparent, BatonEvent event) {
    public EventEnvelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(event, "event");
        if (epoch < 1 || sequence < 1) {
            throw new IllegalArgumentException("epoch and sequence start at 1");
        }
    }
}
