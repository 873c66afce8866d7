package dev.baton.handoff.session;

import org.jspecify.annotations.Nullable;

/**
 * Which of my sessions I want to see.
 *
 * @param text stands in the problem or the ticket number, in any case; null or blank for all
 * @param status null for all
 */
public record SessionFilter(@Nullable String text, @Nullable SessionStatus status) {
    public SessionFilter {
        text = text == null || text.isBlank() ? null : text.strip();
    }
}
