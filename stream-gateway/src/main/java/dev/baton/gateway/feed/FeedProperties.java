package dev.baton.gateway.feed;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a replica keeps of the events.
 *
 * @param window how far back a replica reads when it starts, and how old an event in memory may become
 * @param maxSize of all events in memory; the oldest go first
 * @param linger how long the reading rests after records that came close together, so that the next come in one batch;
 *     up to four times as long the closer they came
 * @param topicRefresh how often the topic's partitions and id are looked up
 * @param restartBackoff the longest pause after an error of the Kafka client
 */
@Validated
@ConfigurationProperties("baton.gateway.feed")
public record FeedProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(hours = 24) Duration window,
        @DefaultValue("64MB") @NotNull DataSize maxSize,
        @DefaultValue("4ms") @DurationMin(millis = 0) @DurationMax(millis = 100) Duration linger,
        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(seconds = 30) Duration topicRefresh,
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 60) Duration restartBackoff) {
    public FeedProperties {
        if (maxSize.toBytes() < DataSize.ofKilobytes(64).toBytes()) {
            throw new IllegalArgumentException("baton.gateway.feed.max-size must hold at least one event of 64 KB");
        }
    }
}
