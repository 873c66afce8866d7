package dev.baton.handoff.deadline;

import java.time.LocalTime;

/** A stretch of every day in which nobody is reminded; it may go over midnight. Empty if both are equal. */
public record QuietHours(LocalTime from, LocalTime to) {
    boolean contains(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
    }
}
