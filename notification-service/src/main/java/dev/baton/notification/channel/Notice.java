package dev.baton.notification.channel;

/**
 * One message, before a channel renders it. All text is as people wrote it; each channel makes it safe for where it puts
 * it.
 */
public sealed interface Notice permits PickUpNotice, PlainNotice {
    DeliveryId id();

    /** What it is about, in one line. */
    String title();

    String recipientName();

    /** Where the channel reaches the recipient. Of a webhook it is all that one needs to post: never shown or logged. */
    String address();
}
