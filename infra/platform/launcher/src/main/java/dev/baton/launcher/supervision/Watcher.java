package dev.baton.launcher.supervision;

import java.time.Duration;

/** Is told what happens to processes; called from their threads. */
public interface Watcher {
    void starting(String name);

    void ready(String name, Duration took);

    /**
     * A process ended without having been asked to, or a preparation was refused.
     *
     * @param end how it ended, as {@code "exit code 1"} or {@code "signal 9"}, or the refusal
     */
    void died(String name, String end, Duration startsAgainIn);
}
