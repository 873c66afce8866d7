package dev.baton.handoff.session.web;

import dev.baton.events.StepId;
import dev.baton.platform.web.MultiLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /ai-sessions/{id}/resolve} (S5). */
record ResolveSession(@MultiLine @NotBlank @Size(max = 4000) String resolution, @Nullable StepId fixedByStepId) {}
