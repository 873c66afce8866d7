package dev.baton.handoff.deadline.web;

import dev.baton.handoff.deadline.DeadlineRules;
import dev.baton.handoff.deadline.OfficeHours;
import dev.baton.handoff.deadline.QuietHours;
import dev.baton.platform.problem.InvalidRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Body and answer of {@code /deadline-rules}; minutes and local times of the account's zone. */
record RulesBody(@NotNull Boolean enabled, @NotNull @Min(1) @Max(1440) Integer remindAfterMinutes,
        @NotNull @Min(1) @Max(1440) Integer idleAfterMinutes, @NotNull Boolean returnIdle,
        @NotBlank @Size(max = 64) String timeZone, @NotNull @Size(max = 50) List<@NotNull @Valid Hours> officeHours,
        @NotNull @Size(max = 200) List<@NotNull LocalDate> holidays, @Nullable @Valid Quiet quietHours) {
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** A stretch of a weekday; {@code to} 00:00 is midnight at its end. */
    record Hours(@NotBlank @Pattern(regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday") String day,
            @NotNull @Pattern(regexp = TIME) String from, @NotNull @Pattern(regexp = TIME) String to) {
        private OfficeHours hours() {
            LocalTime begin = LocalTime.parse(from);
            LocalTime end = LocalTime.parse(to);
            if (!end.equals(LocalTime.MIDNIGHT) && !end.isAfter(begin)) {
                throw new InvalidRequest("office_hours", "end after they begin");
            }
            return new OfficeHours(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), begin, end);
        }
    }

    /** A stretch of every day, which may go over midnight. */
    record Quiet(@NotNull @Pattern(regexp = TIME) String from, @NotNull @Pattern(regexp = TIME) String to) {}

    DeadlineRules rules() {
        return new DeadlineRules(enabled, Duration.ofMinutes(remindAfterMinutes), Duration.ofMinutes(idleAfterMinutes),
                returnIdle, zone(), officeHours.stream().map(Hours::hours).toList(), new HashSet<>(holidays),
                quietHours == null
                        ? null
                        : new QuietHours(LocalTime.parse(quietHours.from()), LocalTime.parse(quietHours.to())));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new InvalidRequest("time_zone", "is not a zone of the IANA database");
        }
    }

    static RulesBody of(DeadlineRules rules) {
        QuietHours quiet = rules.quietHours();
        return new RulesBody(rules.enabled(), (int) rules.remindAfter().toMinutes(),
                (int) rules.idleAfter().toMinutes(), rules.returnIdle(), rules.timeZone().getId(),
                rules.officeHours()
                        .stream()
                        .map(each -> new Hours(each.day().name().toLowerCase(Locale.ROOT), each.from().toString(),
                                each.to().toString()))
                        .toList(),
                rules.holidays().stream().sorted().toList(),
                quiet == null ? null : new Quiet(quiet.from().toString(), quiet.to().toString()));
    }
}
