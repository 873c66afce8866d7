package dev.baton.notification.channel.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header of RFC 9110, section 10.2.3: seconds or a date. */
final class RetryAfter {
    /** Nothing is sent for that long anyway, and a number that is out of all reason is not let into the database. */
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** Empty for what is neither, and for a date that has passed. */
    static Optional<Duration> of(String value, Instant now) {
        try {
            Duration wait = SECONDS.matcher(value.strip()).matches()
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(now, ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isPositive() ? Optional.of(wait.compareTo(LONGEST) < 0 ? wait : LONGEST) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
