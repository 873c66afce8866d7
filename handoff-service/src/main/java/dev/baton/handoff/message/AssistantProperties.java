package dev.baton.handoff.message;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the chat's assistant.
 *
 * @param timeout after which the built-in rules answer instead; shorter than the edge waits for a response
 */
@Validated
@ConfigurationProperties("baton.assistant")
public record AssistantProperties(
        @DefaultValue("20s") @DurationMin(millis = 100) @DurationMax(minutes = 4) Duration timeout) {
    // Beside the assistant: two transactions, each of which may wait for a connection.
    private static final Duration FOR_THE_DATABASE = Duration.ofSeconds(30);

    /** How long an answer may be on its way before its request counts as dead. */
    public Duration lease() {
        return timeout.plus(FOR_THE_DATABASE);
    }
}
