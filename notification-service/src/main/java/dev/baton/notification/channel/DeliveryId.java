package dev.baton.notification.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identity of one delivery; a repeated attempt keeps it, so that a receiver can recognise the repeat. */
public record DeliveryId(@JsonValue UUID value) {
    public DeliveryId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
