package dev.baton.sampleservice.beta;

import java.time.Clock;
import java.time.Instant;

final class ReadsTheWallClock {
    final Instant wrong = Instant.now();
    final Instant right = Instant.now(Clock.tickMillis(java.time.ZoneOffset.UTC));
}
