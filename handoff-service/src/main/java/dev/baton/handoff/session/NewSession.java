package dev.baton.handoff.session;

import org.jspecify.annotations.Nullable;

/** What a person says to start a session. */
public record NewSession(String problemSummary, String domain, @Nullable String psaTicketId) {}
