package dev.baton.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private RunFolder runs;

    @BeforeEach
    void open() {
        runs = new RunFolder(folder);
    }

    @Test
    void aKilledProcessIsStartedAgainAfterTheBackoff() throws Exception {
        SupervisedProcess process = supervised("exec sleep 300", () -> true);
        process.start().get(5, TimeUnit.SECONDS);
        RunRecord first = runs.all().getFirst();

        first.process().find().orElseThrow().destroyForcibly();

        await().untilAsserted(() -> assertThat(runs.all()).singleElement().satisfies(second -> {
            assertThat(second.process().pid()).isNotEqualTo(first.process().pid());
            assertThat(second.restarts()).isOne();
            assertThat(second.readyAt()).isNotNull();
        }));
        assertThat(pauses).containsExactly(Duration.ofMillis(500));
        process.stop(GRACE);
    }

    @Test
    void aStoppedProcessIsGoneAndNotStartedAgain() throws Exception {
        SupervisedProcess process = supervised("exec sleep 300", () -> true);
        process.start().get(5, TimeUnit.SECONDS);
        ProcessIdentity running = runs.all().getFirst().process();

        process.stop(GRACE);

        assertThat(running.find()).isEmpty();
        assertThat(runs.all()).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aProcessThatIgnoresTheSignalIsKilledAfterTheGrace() throws Exception {
        SupervisedProcess process = supervised("trap '' TERM; echo deaf; while :; do sleep 0.1; done",
                () -> Files.exists(folder.resolve("stand-in.log")) && log().contains("deaf"));
        process.start().get(5, TimeUnit.SECONDS);
        ProcessIdentity running = runs.all().getFirst().process();

        process.stop(Duration.ofMillis(200));

        assertThat(running.find()).isEmpty();
    }

    @Test
    void aProcessThatDiesThreeTimesBeforeItIsReadyFailsTheStartWithItsLastWords() {
        SupervisedProcess process = supervised("echo no such database; exit 3", () -> false);

        assertThatThrownBy(() -> process.start().get(5, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(StartFailed.class)
                .hasMessageContaining("stand-in does not start: exit code 3")
                .hasMessageContaining("no such database");
        assertThat(pauses).containsOnlyOnce(Duration.ofMillis(500)).containsOnlyOnce(Duration.ofSeconds(1));
    }

    @Test
    void aCommandThatCannotBeMadeFailsTheStartWithItsReason() {
        ProcessSpec spec = new ProcessSpec("stand-in", 0, List.of(), Map.of(),
                () -> {
                    throw new IOException("stand-in is not built");
                }, () -> true, StopSignal.TERMINATE);

        assertThatThrownBy(() -> supervised(spec).start().get(5, TimeUnit.SECONDS))
                .hasMessageContaining("stand-in does not start: not started, stand-in is not built");
    }

    @Test
    void aCommandThatThrowsSomethingUncheckedIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ProcessSpec spec = new ProcessSpec("stand-in", 0, List.of(), Map.of(), () -> {
            if (asked.incrementAndGet() == 1) {
                throw new UncheckedIOException(new IOException("deleted underneath"));
            }
            return List.of("sh", "-c", "exec sleep 300");
        }, () -> true, StopSignal.TERMINATE);
        SupervisedProcess process = supervised(spec);

        process.start().get(5, TimeUnit.SECONDS);

        assertThat(asked).hasValue(2);
        process.stop(GRACE);
    }

    private List<String> log() {
        return StandIn.log(folder).tail(10);
    }

    private SupervisedProcess supervised(String script, Probe probe) {
        return supervised(StandIn.shell(script, probe));
    }

    private SupervisedProcess supervised(ProcessSpec spec) {
        return new SupervisedProcess(spec, StandIn.log(folder), runs, new StandIn.Silent(), CLOCK, this::pause);
    }

    /** Backoffs are noted and not waited for; the interval of the probe is not of interest. */
    private void pause(Duration time) {
        if (time.compareTo(Duration.ofMillis(200)) > 0) {
            pauses.add(time);
        }
    }
}
