package dev.baton.launcher;

import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.RunRecord;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code infra/status}.
 *
 * @param pid null while there is no process
 * @param health {@code starting} means alive and not ready yet; {@code down} gone, or not ready any more
 */
record ProcessStatus(String name, @Nullable Long pid, Map<String, Integer> ports, String logFile, Health health,
        int restarts) {

    static ProcessStatus of(ProcessSpec process, @Nullable RunRecord run, Path logs) {
        String logFile = logs.resolve(process.name() + ".log").toString();
        if (run == null || run.process().find().isEmpty()) {
            int restarts = run == null ? 0 : run.restarts();
            return new ProcessStatus(process.name(), null, process.ports(), logFile, Health.DOWN, restarts);
        }
        return new ProcessStatus(process.name(), run.process().pid(), process.ports(), logFile, health(process, run),
                run.restarts());
    }

    private static Health health(ProcessSpec process, RunRecord run) {
        if (process.probe().isReady()) {
            return Health.UP;
        }
        return run.readyAt() == null ? Health.STARTING : Health.DOWN;
    }
}
