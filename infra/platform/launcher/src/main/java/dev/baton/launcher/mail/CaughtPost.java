package dev.baton.launcher.mail;

import java.time.Instant;

/**
 * A chat message as it was posted.
 *
 * @param kind {@code slack} or {@code teams}
 * @param path that it was posted to
 * @param body the JSON as it came
 */
record CaughtPost(String id, String kind, String path, String body, Instant receivedAt) implements Caught {}
