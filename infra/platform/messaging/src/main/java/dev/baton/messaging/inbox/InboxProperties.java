package dev.baton.messaging.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of consumers.
 *
 * @param concurrency threads, each with a share of the partitions, for each subscription
 * @param retries of an event that the handler rejects, before it becomes a dead letter; with the default pauses that
 *     takes 0.35 s (acceptance E6)
 * @param backoff pause before the first retry; each next one is twice as long
 * @param maxBackoff longest pause while the database is away
 * @param look how often Kafka is asked how far the groups are and whether a topic was made anew
 */
@Validated
@ConfigurationProperties("baton.messaging.inbox")
record InboxProperties(@Min(1) @Max(48) @DefaultValue("3") int concurrency,
        @Min(0) @Max(20) @DefaultValue("3") int retries,
        @DurationMin(millis = 1) @DurationMax(seconds = 10) @DefaultValue("50ms") Duration backoff,
        @DurationMin(millis = 1) @DurationMax(seconds = 60) @DefaultValue("5s") Duration maxBackoff,
        @DurationMin(seconds = 1) @DurationMax(seconds = 60) @DefaultValue("5s") Duration look) {
    /** @param attempt from 1 */
    Duration pause(int attempt) {
        long doubled = backoff.toMillis() << Math.min(attempt - 1, 20);
        return Duration.ofMillis(Math.min(doubled, maxBackoff.toMillis()));
    }
}
