package dev.baton.launcher.supervision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process that is started again whenever it ends, until it is stopped. */
final class SupervisedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
    private static final Redirect NOTHING = Redirect.from(new File("/dev/null"));
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);
    private static final int SIGNAL_EXIT = 128;
    private static final int ATTEMPTS_BEFORE_FIRST_READY = 3;
    private static final int LINES_OF_A_FAILURE = 12;

    private final ProcessSpec spec;
    private final LogFile log;
    private final RunFolder runs;
    private final Watcher watcher;
    private final Clock clock;
    private final Pause pause;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Object lock = new Object();
    private @Nullable Process process;
    private boolean stopping;
    private int restarts;

    SupervisedProcess(ProcessSpec spec, LogFile log, RunFolder runs, Watcher watcher, Clock clock, Pause pause) {
        this.spec = spec;
        this.log = log;
        this.runs = runs;
        this.watcher = watcher;
        this.clock = clock;
        this.pause = pause;
    }

    int layer() {
        return spec.layer();
    }

    /** Done when it was ready once; fails with {@link StartFailed} when it dies three times before that. */
    CompletableFuture<Void> start() {
        watcher.starting(spec.name());
        Thread.ofPlatform().daemon().name(spec.name()).start(this::keepAlive);
        return ready;
    }

    /** Asks it to end and waits; kills it when it takes longer than {@code grace}. It is not started again. */
    void stop(Duration grace) {
        Process running;
        synchronized (lock) {
            stopping = true;
            running = process;
        }
        if (running != null) {
            spec.stopSignal().send(running);
            running.onExit().completeOnTimeout(running, grace.toMillis(), TimeUnit.MILLISECONDS).join();
            running.destroyForcibly().onExit().join();
            runs.delete(spec.name());
        }
    }

    private void keepAlive() {
        try {
            boolean again = true;
            while (again) {
                Instant startedAt = clock.instant();
                String end = runOnce(startedAt);
                again = mayStartAgain(end);
                if (again) {
                    Duration wait = backoff.after(Duration.between(startedAt, clock.instant()));
                    watcher.died(spec.name(), end, wait);
                    pause.of(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String runOnce(Instant startedAt) throws InterruptedException {
        try {
            Process running = launch();
            if (running == null) {
                return "stopped";
            }
            RunRecord run = new RunRecord(spec.name(), ProcessIdentity.of(running.toHandle()), spec.ports(),
                    log.path(), restarts, null);
            remember(run);
            Thread.ofPlatform().daemon().name(spec.name() + " probe").start(() -> awaitReady(running, run, startedAt));
            int exit = running.waitFor();
            return exit > SIGNAL_EXIT ? "signal " + (exit - SIGNAL_EXIT) : "exit code " + exit;
        } catch (IOException e) {
            return "not started, " + e.getMessage();
        }
    }

    private @Nullable Process launch() throws IOException, InterruptedException {
        List<String> command = command();
        // Under the lock: after stop() has looked at the process no other may appear.
        synchronized (lock) {
            if (!stopping) {
                process = new ProcessBuilder(command).redirectInput(NOTHING)
                        .redirectErrorStream(true)
                        .redirectOutput(log.redirect())
                        .start();
                return process;
            }
            return null;
        }
    }

    private List<String> command() throws IOException, InterruptedException {
        try {
            return spec.command().line();
        } catch (RuntimeException e) {
            // Whatever a command meets on disk, it must not end the supervision.
            throw new IOException(e.toString(), e);
        }
    }

    private void remember(RunRecord run) {
        try {
            runs.write(run);
        } catch (UncheckedIOException e) {
            // A full disk must not end the supervision; a leftover is found by its mark then.
            LOG.atWarn().setCause(e).addKeyValue("process", run.name()).log("run record not written");
        }
    }

    private void awaitReady(Process running, RunRecord run, Instant startedAt) {
        try {
            while (running.isAlive() && !isStopping()) {
                if (spec.probe().isReady()) {
                    remember(run.readyAt(clock.instant()));
                    watcher.ready(spec.name(), Duration.between(startedAt, clock.instant()));
                    ready.complete(null);
                    return;
                }
                pause.of(PROBE_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    private boolean mayStartAgain(String end) {
        synchronized (lock) {
            if (stopping) {
                return false;
            }
            restarts++;
            if (restarts >= ATTEMPTS_BEFORE_FIRST_READY && !ready.isDone()) {
                stopping = true;
                ready.completeExceptionally(new StartFailed(spec.name() + " does not start: " + end + lastLines()));
            }
            return !stopping;
        }
    }

    private String lastLines() {
        List<String> lines = log.tail(LINES_OF_A_FAILURE);
        return lines.isEmpty() ? "" : "; the end of " + log.path() + ":\n    " + String.join("\n    ", lines);
    }
}
