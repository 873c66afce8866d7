package dev.baton.notification.channel.webhook;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a webhook is waited for.
 *
 * @param connectTimeout for the connection and TLS
 * @param answerTimeout for everything, from the first byte sent to the last byte of the answer
 */
@Validated
@ConfigurationProperties("baton.notification.webhook")
record PostingProperties(
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("5s") Duration connectTimeout,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60) @DefaultValue("15s") Duration answerTimeout) {}
