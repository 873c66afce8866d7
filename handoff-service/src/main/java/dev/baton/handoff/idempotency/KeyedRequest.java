package dev.baton.handoff.idempotency;

import dev.baton.platform.security.Actor;

/**
 * A request with a key.
 *
 * @param bodyHash tells another body from the same
 */
record KeyedRequest(Actor actor, String route, String key, String bodyHash) {}
