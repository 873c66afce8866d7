package dev.baton.handoff.completeness;

import dev.baton.events.Priority;
import org.jspecify.annotations.Nullable;

/** What somebody has written so far for a handoff; all of it may still be blank. */
public record Draft(String reason, String notes, @Nullable Priority priority) {}
