package dev.baton.launcher;

import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.Supervisor;
import dev.baton.launcher.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Starts everything, each as soon as what it waits for is ready. */
final class Startup {
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Topology topology;
    private final Supervisor supervisor;
    private final Console console;
    private final Clock clock;
    private final Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();

    Startup(Topology topology, Supervisor supervisor, Console console, Clock clock) {
        this.topology = topology;
        this.supervisor = supervisor;
        this.console = console;
        this.clock = clock;
    }

    /** @throws CannotRun when something does not start */
    void run() throws InterruptedException {
        Instant began = clock.instant();
        topology.engines().forEach(this::start);
        prepare(Topology.DATABASES, "postgres", topology.databases()::create);
        prepare(Topology.TOPICS, "kafka", topology.topics()::create);
        topology.services().forEach(this::start);
        await(allOrOneFailure(), began);
    }

    /** One failure is enough: the others would be waited for in vain. */
    private CompletableFuture<Object> allOrOneFailure() {
        CompletableFuture<Object> failure = new CompletableFuture<>();
        CompletableFuture<?>[] watched = ready.values().stream().map(each -> each.whenComplete((done, cause) -> {
            if (cause != null) {
                failure.completeExceptionally(cause);
            }
        })).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.anyOf(CompletableFuture.allOf(watched), failure);
    }

    private void await(CompletableFuture<Object> all, Instant began) throws InterruptedException {
        while (true) {
            try {
                all.get(REPORT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                Duration waited = Duration.between(began, clock.instant());
                if (waited.compareTo(PATIENCE) > 0) {
                    throw new CannotRun("Not ready after " + Console.seconds(waited) + ": " + missing());
                }
                console.line("  still waiting for " + missing() + " (" + Console.seconds(waited) + ")");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                throw new CannotRun(cause == null || cause.getMessage() == null ? e.toString() : cause.getMessage());
            }
        }
    }

    private String missing() {
        return ready.entrySet()
                .stream()
                .filter(each -> !each.getValue().isDone())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private void start(ProcessSpec process) {
        ready.put(process.name(), after(process.after()).thenCompose(done -> supervisor.start(process)));
    }

    private void prepare(String name, String process, Runnable preparation) {
        ready.put(name, after(List.of(process)).thenCompose(done -> supervisor.prepare(name, preparation)));
    }

    private CompletableFuture<Void> after(List<String> names) {
        return CompletableFuture.allOf(names.stream().map(ready::get).toArray(CompletableFuture<?>[]::new));
    }
}
