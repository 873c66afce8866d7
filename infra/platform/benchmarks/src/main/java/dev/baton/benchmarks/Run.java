package dev.baton.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run was asked for.
 *
 * @param project the checked-out and built repository
 * @param data folder for everything that is written, emptied again
 * @param size of every load
 * @param eventLoops of the gateway, where it is compared with its peers
 */
public record Run(Path project, Path data, int basePort, Size size, int eventLoops) {

    /** The sizes that the limits are meant for, or just enough to see that everything works. */
    public enum Size {
        FULL,
        SMOKE
    }

    public int pick(int full, int smoke) {
        return size == Size.FULL ? full : smoke;
    }

    public Duration pick(Duration full, Duration smoke) {
        return size == Size.FULL ? full : smoke;
    }
}
