package dev.baton.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private RunFolder runs;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        runs = new RunFolder(folder);
        process = waiting("/bin/sh");
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aRecordedProcessIsEndedAndForgotten() {
        remember(ProcessIdentity.of(process.toHandle()));

        int ended = new Leftovers(runs, "no mark").end(GRACE);

        assertThat(ended).isOne();
        assertThat(process.onExit()).succeedsWithin(GRACE);
        assertThat(runs.all()).isEmpty();
    }

    @Test
    void aStrangerWithTheSamePidIsLeftAlone() {
        ProcessIdentity now = ProcessIdentity.of(process.toHandle());
        remember(new ProcessIdentity(now.pid(), now.startedAt().minusSeconds(60)));

        int ended = new Leftovers(runs, "no mark").end(GRACE);

        assertThat(ended).isZero();
        assertThat(process.isAlive()).isTrue();
        assertThat(runs.all()).isEmpty();
    }

    @Test
    void aProcessThatWasStartedButNotRecordedIsFoundByItsMark() throws IOException {
        Process unrecorded = waiting(Files.copy(Path.of("/bin/sh"), folder.resolve("postgres")).toString());

        int ended = new Leftovers(runs, "baton.data=" + folder).end(GRACE);

        assertThat(ended).isOne();
        assertThat(unrecorded.onExit()).succeedsWithin(GRACE);
    }

    @Test
    void aShellThatHasTheMarkInItsArgumentsIsLeftAlone() {
        int ended = new Leftovers(runs, "baton.data=" + folder).end(GRACE);

        assertThat(ended).isZero();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessOfAnotherDataFolderIsLeftAlone() throws IOException {
        Process other = waiting(Files.copy(Path.of("/bin/sh"), folder.resolve("postgres")).toString());

        int ended = new Leftovers(runs, "baton.data=" + folder + "/other").end(GRACE);

        assertThat(ended).isZero();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    @Test
    void aProcessThatDoesNotListenIsKilled() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done").start();
        deaf.inputReader().readLine();
        remember(ProcessIdentity.of(deaf.toHandle()));

        new Leftovers(runs, "no mark").end(Duration.ofMillis(200));

        assertThat(deaf.waitFor()).isEqualTo(128 + 9);
    }

    /** Waits without a child, which would carry the mark for a moment. */
    private Process waiting(String program) throws IOException {
        return new ProcessBuilder(program, "-c", "read line", "baton.data=" + folder).start();
    }

    private void remember(ProcessIdentity identity) {
        runs.write(new RunRecord("stand-in", identity, Map.of(), folder.resolve("log"), 0, null));
        assertThat(runs.all()).extracting(RunRecord::process).isEqualTo(List.of(identity));
    }
}
