package dev.baton.handoff.lifecycle.web;

import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /ai-sessions/{id}/handoffs/{handoffId}/claim}, which needs none.
 *
 * @param readBack what the claimer understood, one line (H14)
 */
record ClaimBody(
        @Nullable @CodePointLength(max = 500) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String readBack) {}
