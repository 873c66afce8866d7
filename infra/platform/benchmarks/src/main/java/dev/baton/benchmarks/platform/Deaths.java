package dev.baton.benchmarks.platform;

import dev.baton.launcher.supervision.Watcher;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Figures of a run in which a process died are worth nothing, so somebody has to be told. */
final class Deaths implements Watcher {
    private static final Logger log = LoggerFactory.getLogger(Deaths.class);

    @Override
    public void starting(String name) {
        // Only deaths are worth a line.
    }

    @Override
    public void ready(String name, Duration took) {
        // Only deaths are worth a line.
    }

    @Override
    public void died(String name, String end, Duration startsAgainIn) {
        log.atWarn().addKeyValue("process", name).addKeyValue("end", end).log("a process of the benchmark ended");
    }
}
