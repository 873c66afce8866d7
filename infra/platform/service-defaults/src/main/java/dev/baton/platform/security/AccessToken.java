package dev.baton.platform.security;

import java.time.Instant;

/**
 * A verified access token.
 *
 * @param expiresAt what is still open then must be closed (acceptance G6)
 */
public record AccessToken(Actor actor, Instant expiresAt) {}
