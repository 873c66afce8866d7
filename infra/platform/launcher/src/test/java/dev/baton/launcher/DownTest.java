package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Replicas;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownTest {
    @TempDir
    Path folder;

    @Test
    void aLauncherThatHoldsTheFolderIsStoppedThoughTheClockWasStepped() throws Exception {
        DataFolder data = new DataFolder(folder.toRealPath());
        data.prepare();
        Process launcher = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), StandInLauncher.class.getName(), data.root().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = launcher.inputReader()) {
            assertThat(output.readLine()).isEqualTo(StandInLauncher.HOLDS);

            String said = down();

            assertThat(launcher.isAlive()).isFalse();
            assertThat(said).contains("Baton is stopped.");
        } finally {
            launcher.destroyForcibly();
        }
    }

    @Test
    void aStrangerWithThePidOfAKilledLauncherIsLeftAlone() throws Exception {
        DataFolder data = new DataFolder(folder.toRealPath());
        data.prepare();
        RunningPlatform.lock(data).channel().close();
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            new RunningPlatform(new ProcessIdentity(stranger.pid(), Instant.EPOCH), 20_100, Replicas.STANDARD,
                    Instant.EPOCH, null)
                    .write(data);

            String said = down();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(said).contains("Baton was not running.");
        } finally {
            stranger.destroyForcibly();
        }
    }

    private String down() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Down(new Console(stream, stream)).run(Options.parse(
                List.of("--project", folder.toString(), "--data", folder.toString()), Set.of("--project", "--data"),
                Set.of()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
