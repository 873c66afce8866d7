package dev.baton.launcher.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was taken.
 *
 * @param from the sender of the envelope, not of the header
 * @param to the recipients of the envelope: also the blind ones
 * @param headers every header as it was sent, unfolded; several of one name stay several
 * @param text the plain part, or null without one
 * @param html the HTML part, or null without one
 */
record CaughtMail(String id, String from, List<String> to, @Nullable String subject, Map<String, List<String>> headers,
        @Nullable String text, @Nullable String html, Instant receivedAt) implements Caught {

    CaughtMail {
        to = List.copyOf(to);
    }
}
