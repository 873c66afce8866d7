package dev.baton.handoff.lifecycle.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /ai-sessions/{id}/handoffs/{handoffId}/return}. */
record ReturnBody(@NotBlank @Size(max = 500) String reason) {}
