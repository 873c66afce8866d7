package dev.baton.launcher.supervision;

import java.time.Duration;

/** Waits; ends early when the platform is being stopped. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;
}
