package dev.baton.messaging.relay;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the outbox.
 *
 * @param enabled whether this service publishes events
 * @param hold true keeps events in the outbox, as while a topic gets more partitions
 * @param sweep longest wait for events whose wake-up was lost; also 1/sweep polls a second of an idle database
 * @param batch events of one portion of a round; a round has several when more wait
 * @param maxBytes bodies of one portion
 * @param deadline for sending a round and for its acknowledgements together; below the 8 s after which PostgreSQL ends the
 *     idle transaction of a relay that hangs
 */
@Validated
@ConfigurationProperties("baton.messaging.outbox")
record OutboxProperties(boolean enabled, @DefaultValue("false") boolean hold,
        @DurationMin(millis = 10) @DurationMax(seconds = 10) @DefaultValue("200ms") Duration sweep,
        @Min(1) @Max(10_000) @DefaultValue("2000") int batch, @DefaultValue("8MB") DataSize maxBytes,
        @DurationMin(millis = 500) @DurationMax(seconds = 7) @DefaultValue("5s") Duration deadline) {

    @AssertTrue(message = "maxBytes must hold at least one event and at most 16 MB")
    boolean isMaxBytesInBounds() {
        return maxBytes.toKilobytes() >= 64 && maxBytes.toMegabytes() <= 16;
    }
}
