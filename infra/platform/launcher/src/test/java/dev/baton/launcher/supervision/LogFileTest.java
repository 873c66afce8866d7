package dev.baton.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void aProcessGoesOnWritingAtTheBeginningOfAFileThatWasCapped() throws Exception {
        Path path = folder.resolve("stand-in.log");
        LogFile log = new LogFile(path);
        Process process = new ProcessBuilder("sh", "-c", "echo before; read go; echo after")
                .redirectOutput(log.redirect())
                .start();
        while (log.tail(1).isEmpty()) {
            Thread.onSpinWait();
        }

        log.cap(3);
        process.outputWriter().append("go\n").close();
        process.waitFor();

        assertThat(Files.readString(path)).isEqualTo("after\n");
        assertThat(Files.readString(folder.resolve("stand-in.log.1"))).isEqualTo("before\n");
    }

    @Test
    void aSmallFileIsLeftAsItIs() throws Exception {
        Path path = Files.writeString(folder.resolve("stand-in.log"), "line\n");

        new LogFile(path).cap(100);

        assertThat(Files.readString(path)).isEqualTo("line\n");
        assertThat(folder.resolve("stand-in.log.1")).doesNotExist();
    }
}
