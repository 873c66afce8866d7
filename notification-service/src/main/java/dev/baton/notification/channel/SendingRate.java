package dev.baton.notification.channel;

import java.time.Duration;

/**
 * How fast messages may be sent: {@code burst} at once, then one every {@code interval}.
 *
 * @param burst at least 1
 */
public record SendingRate(Duration interval, int burst) {
    public SendingRate {
        if (interval.isNegative() || interval.isZero() || burst < 1) {
            throw new IllegalArgumentException("a rate needs a positive interval and a burst of at least 1");
        }
    }

    public static SendingRate perSecond(int messages, int burst) {
        return new SendingRate(Duration.ofSeconds(1).dividedBy(messages), burst);
    }
}
