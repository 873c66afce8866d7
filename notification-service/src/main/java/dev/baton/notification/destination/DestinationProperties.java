package dev.baton.notification.destination;

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
 * When a destination that fails is left alone. All replicas must have the same values.
 *
 * @param maxInFlight messages under way to one destination from one replica
 * @param failures in a row after which it is left alone
 * @param pause how long at first; doubles with each failed probe
 * @param maxPause how long at most
 * @param probeLease after which a probe whose outcome nobody told is given up
 */
@Validated
@ConfigurationProperties("baton.notification.destination")
record DestinationProperties(
        @Min(1) @Max(64) @DefaultValue("4") int maxInFlight,
        @Min(1) @Max(100) @DefaultValue("5") int failures,
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("30s") Duration pause,
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("10m") Duration maxPause,
        @NotNull @DurationMin(seconds = 10) @DurationMax(minutes = 30) @DefaultValue("2m") Duration probeLease) {}
