package dev.baton.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Connections, opened before, that work off numbered requests, each on a virtual thread of its own. */
public final class Crew implements AutoCloseable {
    private final List<HttpConnection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Sends request number {@code index} and judges the answer. */
    @FunctionalInterface
    public interface Task {
        void run(int index, HttpConnection connection) throws Exception;
    }

    /**
     * Opens a connection for each member.
     *
     * @param ports of the servers, in turn
     */
    public Crew(int size, int... ports) throws IOException {
        for (int i = 0; i < size; i++) {
            connections.add(new HttpConnection(ports[i % ports.length]));
        }
    }

    /** As fast as the connections get answers. */
    public void asFastAsPossible(int count, Task task) throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        everybody(connection -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.run(i, connection);
            }
        });
    }

    /** One request on each connection, all at the same moment; as many as there are connections. */
    public void allAtOnce(Task task) throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        everybody(connection -> task.run(next.getAndIncrement(), connection));
    }

    /**
     * An open load: request after request is due at a fixed rate, whatever became of the earlier ones. Each counts from
     * the moment it was due, so a server that stalls is charged for all that should have been asked meanwhile.
     */
    public void atRate(double perSecond, int from, int to, Latencies latencies, Task task) throws ExecutionException,
            InterruptedException {
        atRate(perSecond, from, to, _ -> latencies, task);
    }

    /**
     * As above, with a measurement for each kind of request.
     *
     * @param latencies where request number {@code index} counts
     */
    public void atRate(double perSecond, int from, int to, IntFunction<Latencies> latencies, Task task)
            throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        long start = System.nanoTime();
        double interval = 1e9 / perSecond;
        everybody(connection -> {
            for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                long due = start + (long) ((i - from) * interval);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                task.run(i, connection);
                latencies.apply(i).record(System.nanoTime() - due);
            }
        });
    }

    private void everybody(Work work) throws ExecutionException, InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        for (HttpConnection connection : connections) {
            running.add(threads.submit(() -> {
                work.on(connection);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(HttpConnection connection) throws Exception;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }
}
