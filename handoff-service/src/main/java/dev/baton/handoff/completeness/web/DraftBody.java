package dev.baton.handoff.completeness.web;

import dev.baton.events.Priority;
import dev.baton.handoff.completeness.Draft;
import dev.baton.platform.web.MultiLine;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /ai-sessions/{id}/handoff-draft/completeness}: of a handoff what is written so far. */
record DraftBody(@NotNull @Size(max = 500) String reason, @MultiLine @NotNull @Size(max = 4000) String notes,
        @Nullable Priority priority) {
    Draft draft() {
        return new Draft(reason, notes, priority);
    }
}
