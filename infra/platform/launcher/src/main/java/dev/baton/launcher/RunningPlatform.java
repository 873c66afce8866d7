package dev.baton.launcher;

import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Replicas;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a launcher leaves for the other commands: who it is and which ports it took.
 *
 * @param readyAt when all processes were ready first, or null before
 */
record RunningPlatform(ProcessIdentity launcher, int basePort, Replicas replicas, Instant startedAt,
        @Nullable Instant readyAt) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Held as long as the launcher lives; the system releases it however that ends. */
    static FileLock lock(DataFolder data) throws IOException {
        @SuppressWarnings("resource") // Closing it would release the lock.
        FileChannel file = FileChannel.open(lockFile(data), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            String who = in(data).map(other -> " (pid " + other.launcher().pid() + ", http://localhost:"
                    + other.basePort() + ")").orElse("");
            throw new CannotRun("Baton already runs from " + data.root() + who
                    + ". Stop it with infra/down, or choose another folder with --data.");
        }
        return lock;
    }

    /** The last launcher of the folder; it need not run any more. */
    static Optional<RunningPlatform> in(DataFolder data) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(data)), RunningPlatform.class));
        } catch (IOException | tools.jackson.core.JacksonException e) {
            return Optional.empty();
        }
    }

    /** The running launcher of the folder. */
    static Optional<RunningPlatform> alive(DataFolder data) {
        return in(data).filter(platform -> platform.launcher().find().isPresent());
    }

    /** The process of the running launcher: who holds the lock lives, even if a step of the clock moved its start time. */
    static Optional<ProcessHandle> process(DataFolder data) throws IOException {
        Optional<ProcessIdentity> recorded = in(data).map(RunningPlatform::launcher);
        return isHeld(data)
                ? recorded.flatMap(launcher -> ProcessHandle.of(launcher.pid()))
                : recorded.flatMap(ProcessIdentity::find);
    }

    private static boolean isHeld(DataFolder data) throws IOException {
        try (FileChannel file = FileChannel.open(lockFile(data), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void write(DataFolder data) throws IOException {
        Path half = data.root().resolve("launcher.half");
        Files.write(half, JSON.writeValueAsBytes(this));
        Files.move(half, file(data), java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    RunningPlatform readyAt(Instant time) {
        return new RunningPlatform(launcher, basePort, replicas, startedAt, time);
    }

    static void forget(DataFolder data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    private static Path lockFile(DataFolder data) {
        return data.root().resolve("launcher.lock");
    }

    private static Path file(DataFolder data) {
        return data.root().resolve("launcher.json");
    }
}
