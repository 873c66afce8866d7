package dev.baton.handoff.readback.web;

import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.CodePointLength;

/** Body of {@code PUT /ai-sessions/{id}/handoffs/{handoffId}/read-back-correction}. */
record CorrectionBody(@NotBlank @CodePointLength(max = 500) String text) {}
