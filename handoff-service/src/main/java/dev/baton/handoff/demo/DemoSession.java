package dev.baton.handoff.demo;

import dev.baton.events.Priority;
import dev.baton.events.StepKind;
import dev.baton.handoff.lifecycle.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session of {@code sessions/<account>/<domain>.yaml}. Every {@code after} counts from its start.
 *
 * @param started how long ago
 */
record DemoSession(String key, String problemSummary, String domain, @Nullable String psaTicketId, String author,
        Duration started, List<Step> steps, @Nullable Handoff handoff, @Nullable Resolution resolution) {
    DemoSession {
        steps = List.copyOf(steps);
    }

    record Step(Duration after, StepKind kind, String text, @Nullable String outcome, @Nullable String command) {}

    record Handoff(Duration after, Intent intent, String reason, String notes, Priority priority,
            @Nullable String target, @Nullable Claim claim, List<Step> steps) {
        Handoff {
            steps = List.copyOf(Objects.requireNonNullElse(steps, List.of()));
        }
    }

    record Claim(Duration after, String by) {}

    record Resolution(Duration after, String text, String fixedBy) {}
}
