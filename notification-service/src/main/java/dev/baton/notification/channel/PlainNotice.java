package dev.baton.notification.channel;

import java.util.Objects;

/** A message of the platform about itself: a title and a text. */
public record PlainNotice(DeliveryId id, String title, String text, String recipientName, String address)
        implements
            Notice {
    public PlainNotice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(recipientName, "recipientName");
        Objects.requireNonNull(address, "address");
    }

    @Override
    public String toString() {
        return "PlainNotice[" + id + "]";
    }
}
