package dev.baton.handoff.similar.web;

import jakarta.validation.constraints.NotNull;

/** Body of {@code POST /ai-sessions/{id}/similar/{similarId}/feedback}. */
record FeedbackBody(@NotNull Boolean useful) {}
