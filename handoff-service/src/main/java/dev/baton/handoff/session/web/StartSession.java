package dev.baton.handoff.session.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /ai-sessions} (W2). */
record StartSession(@NotBlank @Size(max = 200) String problemSummary,
        @NotBlank @Size(max = 40) @Pattern(regexp = "[a-z0-9][a-z0-9_-]*", message = "must be a lower-case word") String domain,
        @Nullable @Size(min = 1, max = 64) @Pattern(regexp = "[A-Za-z0-9._/-]*", message = "must be a ticket number") String psaTicketId) {}
