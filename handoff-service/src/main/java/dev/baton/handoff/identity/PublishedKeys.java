package dev.baton.handoff.identity;

import java.util.Map;

/** The public halves of the signing keys, as a JWK Set (RFC 7517). */
@FunctionalInterface
public interface PublishedKeys {
    Map<String, Object> asJwkSet();
}
