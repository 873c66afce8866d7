package dev.baton.analytics.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.baton.platform.problem.InvalidRequest;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far back a report looks. */
public enum Period {
    SEVEN_DAYS(7),
    THIRTY_DAYS(30),
    NINETY_DAYS(90);

    private final int days;

    Period(int days) {
        this.days = days;
    }

    /**
     * Reads {@code 7d}, {@code 30d} or {@code 90d}.
     *
     * @throws InvalidRequest (400) for anything else, also for nothing
     */
    public static Period of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(period -> period.text().equals(text))
                .findAny()
                .orElseThrow(() -> new InvalidRequest("period", "must be 7d, 30d or 90d"));
    }

    @JsonValue
    public String text() {
        return days + "d";
    }

    public Duration length() {
        return Duration.ofDays(days);
    }
}
