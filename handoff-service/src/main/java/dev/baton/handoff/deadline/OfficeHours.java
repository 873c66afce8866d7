package dev.baton.handoff.deadline;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A stretch of a weekday in which somebody works, in the account's time zone.
 *
 * @param to after {@code from}; midnight at the end of the day is 00:00
 */
public record OfficeHours(DayOfWeek day, LocalTime from, LocalTime to) {
    public OfficeHours {
        if (!to.equals(LocalTime.MIDNIGHT) && !to.isAfter(from)) {
            throw new IllegalArgumentException("office hours end after they begin");
        }
    }
}
