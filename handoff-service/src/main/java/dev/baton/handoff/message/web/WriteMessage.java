package dev.baton.handoff.message.web;

import dev.baton.platform.web.MultiLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /ai-sessions/{id}/messages} (S4). */
record WriteMessage(@MultiLine @NotBlank @Size(max = 4000) String text) {}
