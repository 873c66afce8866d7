package dev.baton.notification.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * For how long what is kept?
 *
 * @param deliveries that are decided, and handoffs that nobody waits for any more; longer than dead letters are kept, whose
 *     replay would ask people again
 * @param holes events that were left out; as long as their dead letters are kept, for then nothing can fill them
 * @param interval how often it is looked for
 * @param batch rows that are removed in one transaction
 */
@Validated
@ConfigurationProperties("baton.notification.retention")
record RetentionProperties(
        @NotNull @DurationMin(days = 31) @DurationMax(days = 3650) @DefaultValue("100d") Duration deliveries,
        @NotNull @DurationMin(days = 1) @DurationMax(days = 365) @DefaultValue("30d") Duration holes,
        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("1h") Duration interval,
        @Min(1) @Max(10_000) @DefaultValue("1000") int batch) {}
