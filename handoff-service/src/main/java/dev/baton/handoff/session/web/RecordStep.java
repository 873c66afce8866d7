package dev.baton.handoff.session.web;

import dev.baton.events.StepKind;
import dev.baton.platform.web.MultiLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /ai-sessions/{id}/steps} (W2). */
record RecordStep(@NotNull StepKind kind, @MultiLine @NotBlank @Size(max = 4000) String text,
        @MultiLine @Nullable @Size(max = 4000) String outcome, @MultiLine @Nullable @Size(max = 8000) String command) {}
