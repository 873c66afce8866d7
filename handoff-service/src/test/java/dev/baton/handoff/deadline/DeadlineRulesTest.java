package dev.baton.handoff.deadline;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** H12: when a deadline fires, in office hours and outside of quiet hours. */
class DeadlineRulesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<OfficeHours> NINE_TO_FIVE = Stream.of(DayOfWeek.values())
            .filter(day -> day.compareTo(FRIDAY) <= 0)
            .map(day -> hours(day, "09:00", "17:00"))
            .toList();

    @Test
    void withoutOfficeHoursTimeAlwaysRuns() {
        assertThat(due(ofMinutes(15), List.of(), Set.of(), null, "2026-03-06T23:55:00Z"))
                .contains("2026-03-07T00:10:00Z");
    }

    @Test
    void theRestOfAWaitGoesOnTheNextMorning() {
        // A Friday at 16:50 in Berlin.
        assertThat(due(ofMinutes(30), NINE_TO_FIVE, Set.of(), null, "2026-03-06T15:50:00Z"))
                .contains("2026-03-09T08:20:00Z");
    }

    @Test
    void holidaysDoNotCount() {
        assertThat(due(ofMinutes(30), NINE_TO_FIVE, Set.of(LocalDate.of(2026, 3, 9)), null, "2026-03-06T15:50:00Z"))
                .contains("2026-03-10T08:20:00Z");
    }

    @Test
    void aWaitThatBeginsBeforeTheOfficeOpensBeginsWithIt() {
        assertThat(due(ofMinutes(10), NINE_TO_FIVE, Set.of(), null, "2026-03-09T03:00:00Z"))
                .contains("2026-03-09T08:10:00Z");
    }

    @Test
    void theClocksChangeIsNoWorkingTime() {
        // On the last Sunday of March Berlin's clocks go from 02:00 to 03:00.
        List<OfficeHours> nightly = List.of(hours(DayOfWeek.SUNDAY, "01:00", "04:00"));

        assertThat(due(Duration.ofHours(2), nightly, Set.of(), null, "2026-03-29T00:00:00Z"))
                .contains("2026-03-29T02:00:00Z");
        assertThat(due(Duration.ofHours(3), nightly, Set.of(), null, "2026-03-29T00:00:00Z"))
                .contains("2026-04-05T00:00:00Z");
    }

    @Test
    void hoursThatOverlapCountOnce() {
        List<OfficeHours> twice = List.of(hours(MONDAY, "09:00", "12:00"), hours(MONDAY, "10:00", "13:00"));

        assertThat(due(Duration.ofHours(4), twice, Set.of(), null, "2026-03-09T08:00:00Z"))
                .contains("2026-03-09T12:00:00Z");
    }

    @Test
    void anOfficeThatNeverOpensRemindsOfNothing() {
        Set<LocalDate> holidays = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2028, 1, 1))
                .collect(java.util.stream.Collectors.toSet());

        assertThat(due(ofMinutes(5), NINE_TO_FIVE, holidays, null, "2026-03-09T08:00:00Z")).isEmpty();
    }

    @Test
    void whatFallsIntoQuietHoursFiresWhenTheyEnd() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

        assertThat(due(ofMinutes(15), List.of(), Set.of(), night, "2026-03-09T20:50:00Z"))
                .contains("2026-03-10T06:00:00Z");
        assertThat(due(ofMinutes(15), List.of(), Set.of(), night, "2026-03-09T01:00:00Z"))
                .contains("2026-03-09T06:00:00Z");
        assertThat(due(ofMinutes(15), List.of(), Set.of(), night, "2026-03-09T12:00:00Z"))
                .contains("2026-03-09T12:15:00Z");
    }

    @Test
    void anAccountThatWantsNoneGetsNone() {
        DeadlineRules off = new DeadlineRules(false, ofMinutes(1), ofMinutes(1), true, BERLIN, List.of(), Set.of(),
                null);

        assertThat(Stream.of(Stage.values()).map(stage -> off.due(stage, Instant.EPOCH)))
                .containsOnly(Optional.empty());
        assertThat(DeadlineRules.STANDARD.due(Stage.RETURN, Instant.EPOCH)).isEmpty();
    }

    private static Optional<String> due(Duration wait, List<OfficeHours> hours, Set<LocalDate> holidays,
            @Nullable QuietHours quiet, String from) {
        return new DeadlineRules(true, wait, wait, false, BERLIN, hours, holidays, quiet)
                .due(Stage.REMINDER, Instant.parse(from))
                .map(Instant::toString);
    }

    private static OfficeHours hours(DayOfWeek day, String from, String to) {
        return new OfficeHours(day, LocalTime.parse(from), LocalTime.parse(to));
    }
}
