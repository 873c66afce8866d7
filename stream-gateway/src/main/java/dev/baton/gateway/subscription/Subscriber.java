package dev.baton.gateway.subscription;

import dev.baton.platform.security.Actor;
import java.time.Instant;

/** Who listens, and until when their token lets them. */
public record Subscriber(Actor actor, Instant expiresAt) {}
