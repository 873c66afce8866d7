package dev.baton.handoff.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts time while somebody works, in a time zone with its changes of the clock. */
final class WorkingTime {
    // A year without a working day is a mistake in the settings, not a long wait.
    private static final int MOST_DAYS = 366;

    private final ZoneId zone;
    private final List<OfficeHours> hours;
    private final Set<LocalDate> holidays;

    private WorkingTime(ZoneId zone, List<OfficeHours> hours, Set<LocalDate> holidays) {
        this.zone = zone;
        this.hours = hours;
        this.holidays = holidays;
    }

    static WorkingTime of(DeadlineRules rules) {
        return new WorkingTime(rules.timeZone(), rules.officeHours()
                .stream()
                .sorted(Comparator.comparing(OfficeHours::day).thenComparing(OfficeHours::from))
                .toList(), rules.holidays());
    }

    /** The moment at which {@code wait} of working time has passed; empty if nobody works within a year. */
    Optional<Instant> after(Instant from, Duration wait) {
        Duration left = wait;
        Instant at = from;
        LocalDate day = from.atZone(zone).toLocalDate();
        for (int days = 0; days <= MOST_DAYS; days++, day = day.plusDays(1)) {
            for (Shift shift : shifts(day)) {
                Instant begin = shift.begin().isBefore(at) ? at : shift.begin();
                if (!begin.isBefore(shift.end())) {
                    continue;
                }
                Duration worked = Duration.between(begin, shift.end());
                if (worked.compareTo(left) >= 0) {
                    return Optional.of(begin.plus(left));
                }
                left = left.minus(worked);
                at = shift.end();
            }
        }
        return Optional.empty();
    }

    /** A stretch of work in real time. */
    private record Shift(Instant begin, Instant end) {}

    private List<Shift> shifts(LocalDate day) {
        if (holidays.contains(day)) {
            return List.of();
        }
        if (hours.isEmpty()) {
            return List.of(new Shift(at(day, LocalTime.MIDNIGHT), at(day.plusDays(1), LocalTime.MIDNIGHT)));
        }
        return hours.stream()
                .filter(each -> each.day() == day.getDayOfWeek())
                .map(each -> new Shift(at(day, each.from()),
                        each.to().equals(LocalTime.MIDNIGHT)
                                ? at(day.plusDays(1), LocalTime.MIDNIGHT)
                                : at(day, each.to())))
                .toList();
    }

    // Where the clock jumps over this time, the next valid one.
    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
