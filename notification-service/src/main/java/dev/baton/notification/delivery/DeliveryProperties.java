package dev.baton.notification.delivery;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are worked off. All replicas must have the same values.
 *
 * @param sweepInterval how long due work waits when no event wakes the worker
 * @param claimLease after which a delivery that a replica has in hand, but not on the wire, is free again
 * @param sendingLease after which a delivery on the wire counts as abandoned; longer than any attempt can take
 * @param pickUpExpiry age of the event after which a pick-up message is not sent any more
 * @param reminderExpiry the same of a reminder: shorter, because late ones would come in a heap with what they remind of
 * @param stopGrace how long a stopping replica waits for what is on the wire
 */
@Validated
@ConfigurationProperties("baton.notification.delivery")
public record DeliveryProperties(
        @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 1) @DefaultValue("500ms") Duration sweepInterval,
        @NotNull @DurationMin(seconds = 5) @DurationMax(minutes = 10) @DefaultValue("30s") Duration claimLease,
        @NotNull @DurationMin(seconds = 10) @DurationMax(minutes = 30) @DefaultValue("2m") Duration sendingLease,
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("4h") Duration pickUpExpiry,
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("1h") Duration reminderExpiry,
        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("10s") Duration stopGrace) {

    /** Age of the event after which a message about its handoff is not sent any more. */
    Duration expiry(DeliveryKind kind) {
        return kind == DeliveryKind.PICK_UP ? pickUpExpiry : reminderExpiry;
    }
}
