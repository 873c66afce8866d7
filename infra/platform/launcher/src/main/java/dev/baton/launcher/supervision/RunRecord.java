package dev.baton.launcher.supervision;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a started process; kept on disk, because the launcher that started it may be killed.
 *
 * @param ports by what they are for, as {@code http} or {@code management}
 * @param restarts how often it died and was started again since the launcher began
 * @param readyAt when this process answered its readiness probe first, or null while it never did
 */
public record RunRecord(String name, ProcessIdentity process, Map<String, Integer> ports, Path logFile, int restarts,
        @Nullable Instant readyAt) {

    RunRecord readyAt(Instant time) {
        return new RunRecord(name, process, ports, logFile, restarts, time);
    }
}
