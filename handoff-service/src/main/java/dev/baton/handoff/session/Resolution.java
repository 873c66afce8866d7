package dev.baton.handoff.session;

import org.jspecify.annotations.Nullable;

/**
 * How a session ended (S5).
 *
 * @param fixedBy the text of the step that fixed it, if one did
 */
public record Resolution(String text, @Nullable String fixedBy) {}
