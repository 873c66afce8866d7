package dev.baton.handoff.lifecycle.web;

import dev.baton.events.Priority;
import dev.baton.events.UserId;
import dev.baton.handoff.lifecycle.Intent;
import dev.baton.handoff.lifecycle.NewHandoff;
import dev.baton.platform.web.MultiLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /ai-sessions/{id}/escalate}: a handoff whose intent is known. */
record EscalateBody(@NotBlank @Size(max = 500) String reason, @MultiLine @NotNull @Size(max = 4000) String notes,
        @NotNull Priority priority, @Nullable UserId targetUserId) {
    NewHandoff wanted() {
        return new NewHandoff(Intent.ESCALATE, reason, notes, priority, Optional.ofNullable(targetUserId));
    }
}
