package dev.baton.launcher.supervision;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts processes, keeps them alive, and stops them layer by layer. Safe for many threads. */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration CAP_INTERVAL = Duration.ofSeconds(10);
    private static final long MAX_LOG_BYTES = 20L * 1024 * 1024;

    private final RunFolder runs;
    private final Path logs;
    private final Watcher watcher;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<SupervisedProcess> processes = new ArrayList<>();
    private final List<LogFile> logFiles = new ArrayList<>();

    public Supervisor(RunFolder runs, Path logs, Watcher watcher, Clock clock) {
        this.runs = runs;
        this.logs = logs;
        this.watcher = watcher;
        this.clock = clock;
        Thread.ofPlatform().daemon().name("log caps").start(this::capLogs);
    }

    /** Done when the process was ready once; fails with {@link StartFailed}. Once stopping, nothing is started. */
    public CompletableFuture<Void> start(ProcessSpec spec) {
        LogFile log = new LogFile(logs.resolve(spec.name() + ".log"));
        SupervisedProcess process = new SupervisedProcess(spec, log, runs, watcher, clock, this::pause);
        synchronized (processes) {
            if (stopping.getCount() == 0) {
                return CompletableFuture.failedFuture(new StartFailed("the platform is being stopped"));
            }
            processes.add(process);
            logFiles.add(log);
        }
        return process.start();
    }

    /**
     * Runs a preparation until it succeeds. Done then; fails with what it threw that is no refusal, or when stopping.
     *
     * @param preparation may be run again; throws {@link IllegalStateException} when a process refuses
     */
    public CompletableFuture<Void> prepare(String name, Runnable preparation) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(name).start(() -> repeat(name, preparation, done));
        return done;
    }

    private void repeat(String name, Runnable preparation, CompletableFuture<Void> done) {
        Backoff backoff = new Backoff();
        try {
            while (!done.isDone()) {
                Instant began = clock.instant();
                String refusal = attempt(preparation, done);
                if (refusal != null) {
                    // The process may have died underneath; it is started again meanwhile.
                    Duration wait = backoff.after(Duration.between(began, clock.instant()));
                    watcher.died(name, refusal, wait);
                    pause(wait);
                    failOnceStopping(done);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String attempt(Runnable preparation, CompletableFuture<Void> done) {
        try {
            preparation.run();
            done.complete(null);
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return null;
    }

    private void failOnceStopping(CompletableFuture<Void> done) {
        if (stopping.getCount() == 0) {
            done.completeExceptionally(new StartFailed("the platform is being stopped"));
        }
    }

    /**
     * Stops everything, the highest layer first.
     *
     * @param grace how long each process has to end in good order before it is killed
     */
    public void stopAll(Duration grace) throws InterruptedException {
        List<SupervisedProcess> started;
        synchronized (processes) {
            stopping.countDown();
            started = List.copyOf(processes);
            processes.clear();
        }
        for (int layer : started.stream()
                .map(SupervisedProcess::layer)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList()) {
            stopLayer(started.stream().filter(each -> each.layer() == layer).toList(), grace);
        }
    }

    private static void stopLayer(List<SupervisedProcess> layer, Duration grace) throws InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            threads.invokeAll(layer.stream().map(process -> Executors.callable(() -> process.stop(grace))).toList());
        }
    }

    private void pause(Duration time) throws InterruptedException {
        stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void capLogs() {
        try {
            while (!stopping.await(CAP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                List<LogFile> files;
                synchronized (processes) {
                    files = List.copyOf(logFiles);
                }
                files.forEach(Supervisor::cap);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cap(LogFile file) {
        try {
            file.cap(MAX_LOG_BYTES);
        } catch (UncheckedIOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file.path()).log("log file not capped");
        }
    }
}
