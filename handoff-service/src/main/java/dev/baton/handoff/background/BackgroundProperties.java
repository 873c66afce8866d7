package dev.baton.handoff.background;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of background work.
 *
 * @param threads jobs that run at once in a replica; one that asks a model is one of them until the model has answered
 * @param pollInterval how long a job waits at most when the replica that added it died
 * @param heartbeat of a running job; after four missed ones another replica takes it over
 */
@Validated
@ConfigurationProperties("baton.jobs")
record BackgroundProperties(@DefaultValue("24") @Min(1) @Max(64) int threads,
        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration pollInterval,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration heartbeat) {}
