package dev.baton.handoff.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When an account reminds (H12).
 *
 * @param remindAfter unclaimed for this long: the recipients are reminded; for twice as long: admins and owners are told
 * @param idleAfter claimed without an action for this long: the claimer is reminded
 * @param returnIdle after twice as long the handoff goes back by itself
 * @param officeHours times run in these only; empty: always
 * @param holidays days on which times do not run
 * @param quietHours what falls into them fires when they end
 */
public record DeadlineRules(boolean enabled, Duration remindAfter, Duration idleAfter, boolean returnIdle,
        ZoneId timeZone, List<OfficeHours> officeHours, Set<LocalDate> holidays, @Nullable QuietHours quietHours) {
    /** Of an account that has not chosen. */
    static final DeadlineRules STANDARD = new DeadlineRules(true, Duration.ofMinutes(15), Duration.ofMinutes(15), false,
            ZoneId.of("UTC"), List.of(), Set.of(), null);

    public DeadlineRules {
        officeHours = List.copyOf(officeHours);
        holidays = Set.copyOf(holidays);
    }

    /** When the stage fires that follows something which happened at {@code from}; empty if there is none. */
    Optional<Instant> due(Stage stage, Instant from) {
        if (!enabled || (stage == Stage.RETURN && !returnIdle)) {
            return Optional.empty();
        }
        Duration wait = switch (stage) {
            case REMINDER, ADMINS -> remindAfter;
            case IDLE, RETURN -> idleAfter;
        };
        return WorkingTime.of(this).after(from, wait).map(this::outsideOfQuietHours);
    }

    private Instant outsideOfQuietHours(Instant due) {
        if (quietHours == null) {
            return due;
        }
        var local = due.atZone(timeZone);
        if (!quietHours.contains(local.toLocalTime())) {
            return due;
        }
        LocalDate end = local.toLocalTime().isBefore(quietHours.to())
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return end.atTime(quietHours.to()).atZone(timeZone).toInstant();
    }
}
