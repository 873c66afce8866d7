package dev.baton.analytics.projection;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the metric table is built.
 *
 * @param generation raise it to rebuild the table from the log; see the README
 * @param keepReplaced how long a replaced generation stays after its successor caught up, so that replicas that were not
 *     restarted yet, and a way back, still have it
 * @param cleanupInterval how often replaced generations are looked for
 * @param catchUpInterval how often a generation that is being built is compared with the end of the topic
 */
@Validated
@ConfigurationProperties("baton.analytics")
public record ProjectionProperties(
        @DefaultValue("1") @Min(1) int generation,
        @DefaultValue("24h") @DurationMin Duration keepReplaced,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration cleanupInterval,
        @DefaultValue("1s") @DurationMin(millis = 50) Duration catchUpInterval) {
    /** The generation that this process builds. */
    public Generation built() {
        return new Generation(generation);
    }
}
