package dev.baton.handoff.assessment;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of assessments.
 *
 * @param timeout from the creation of the handoff until there is an assessment or certainly none (A3); also set by
 *     {@code ESCALATION_AI_ASSESSMENT_TIMEOUT_SECONDS}
 */
@Validated
@ConfigurationProperties("baton.assessment")
public record AssessmentProperties(
        @DefaultValue("45s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration timeout) {}
