package dev.baton.gateway.subscription;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;

/**
 * Who listens. One is kept for each stream: nothing is in it that the stream does not need.
 *
 * @param expiresAtMillis until when the token lets them, in milliseconds since 1970
 */
public record Subscriber(AccountId account, UserId user, long expiresAtMillis) {}
