package dev.baton.launcher.supervision;

import java.time.Duration;

/** Is told what happens to processes; called from their threads. */
public interface Watcher {
    void starting(String name);

    void ready(String name, Duration took);

    /**
     * A process ended without having been asked to.
     *
     * @param end how it ended, as {@code "exit code 1"} or {@code "signal 9"}
     */
    void died(String name, String end, Duration startsAgainIn);
}
