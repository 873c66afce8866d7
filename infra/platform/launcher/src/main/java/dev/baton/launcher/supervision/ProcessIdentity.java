package dev.baton.launcher.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One process of this machine. Pids are used again, so a pid alone may name a stranger; together with the start time it
 * does not.
 */
public record ProcessIdentity(long pid, Instant startedAt) {
    // The start time is derived from the boot time, which moves a little whenever the clock is corrected.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** A process that is gone already gets a start time that no process has. */
    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The running process, or nothing when it is gone or its pid belongs to another one by now. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedWhenThisDid);
    }

    private boolean startedWhenThisDid(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
