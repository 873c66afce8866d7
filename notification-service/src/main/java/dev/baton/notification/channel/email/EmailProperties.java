package dev.baton.notification.channel.email;

import dev.baton.notification.channel.SendingRate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mail looks and how the relay is treated; where the relay is stands under {@code spring.mail}.
 *
 * @param from address of the sender, with or without a name; message ids are made in its domain
 * @param connectTimeout for the TCP connection
 * @param replyTimeout for each reply of the relay and each write to it. One attempt waits for at most eleven of them,
 *     so the lease of an attempt ({@code baton.notification.delivery.sending-lease}) must be longer than that
 * @param idleTimeout after which an unused connection is closed; below the patience of common relays
 * @param messagesPerConnection after which a connection is closed, because relays limit it
 * @param messagesPerSecond to the relay, over all replicas
 * @param burst messages to the relay at once before {@code messagesPerSecond} holds
 */
@Validated
@ConfigurationProperties("baton.notification.mail")
record EmailProperties(
        @NotBlank @DefaultValue("Baton <baton@localhost.localdomain>") String from,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("5s") Duration connectTimeout,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("10s") Duration replyTimeout,
        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("20s") Duration idleTimeout,
        @Min(1) @Max(10_000) @DefaultValue("100") int messagesPerConnection,
        @Min(1) @Max(10_000) @DefaultValue("50") int messagesPerSecond,
        @Min(1) @Max(10_000) @DefaultValue("100") int burst) {

    SendingRate rate() {
        return SendingRate.perSecond(messagesPerSecond, burst);
    }
}
