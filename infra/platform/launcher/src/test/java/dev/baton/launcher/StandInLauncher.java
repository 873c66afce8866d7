package dev.baton.launcher;

import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Replicas;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A process that holds a data folder as a launcher does, and that a clock step has given another start time since. */
final class StandInLauncher {
    static final String HOLDS = "holds";
    private static final Duration STEP = Duration.ofSeconds(10);

    private StandInLauncher() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        DataFolder data = new DataFolder(Path.of(args[0]));
        try (FileLock lock = RunningPlatform.lock(data)) {
            ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
            ProcessIdentity recorded = new ProcessIdentity(self.pid(), self.startedAt().minus(STEP));
            new RunningPlatform(recorded, 20_100, Replicas.STANDARD, Instant.EPOCH, null).write(data);
            System.out.println(lock.isValid() ? HOLDS : "lost");
            new CountDownLatch(1).await();
        }
    }
}
