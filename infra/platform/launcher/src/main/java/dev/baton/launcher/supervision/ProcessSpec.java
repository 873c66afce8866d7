package dev.baton.launcher.supervision;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that is to run.
 *
 * @param name unique on the platform, as {@code handoff-1}; also the name of its log file
 * @param layer what stands on what: a higher layer is stopped before a lower one, one layer at the same time
 * @param after what must be ready before its first start
 * @param ports by what they are for, in the order of showing
 */
public record ProcessSpec(String name, int layer, List<String> after, Map<String, Integer> ports, Command command,
        Probe probe, StopSignal stopSignal) {

    /** Makes the command line, and before that whatever it needs on disk. Asked at every start. */
    @FunctionalInterface
    public interface Command {
        List<String> line() throws IOException, InterruptedException;
    }

    public ProcessSpec {
        after = List.copyOf(after);
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }
}
