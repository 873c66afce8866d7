package dev.baton.launcher.supervision;

import java.time.Duration;

/** How long to wait before a dead process is started again: doubling, and from the start again after a long life. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONG_LIFE = Duration.ofSeconds(30);

    private Duration next = FIRST;

    Duration after(Duration life) {
        Duration wait = life.compareTo(LONG_LIFE) >= 0 ? FIRST : next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return wait;
    }
}
