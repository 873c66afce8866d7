package dev.baton.launcher.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Small processes in place of services, and what the tests of this package look at. */
final class StandIn {
    private StandIn() {}

    static ProcessSpec shell(String script, Probe probe) {
        return new ProcessSpec("stand-in", 0, List.of(), Map.of("http", 1), () -> List.of("sh", "-c", script), probe,
                StopSignal.TERMINATE);
    }

    static LogFile log(Path folder) {
        return new LogFile(folder.resolve("stand-in.log"));
    }

    static final class Silent implements Watcher {
        @Override
        public void starting(String name) {}

        @Override
        public void ready(String name, Duration took) {}

        @Override
        public void died(String name, String end, Duration startsAgainIn) {}
    }
}
