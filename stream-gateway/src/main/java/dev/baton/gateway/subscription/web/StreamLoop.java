package dev.baton.gateway.subscription.web;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import dev.baton.gateway.subscription.StreamEnd;
import dev.baton.gateway.trace.FrameSpans;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of one event loop. Its thread alone touches them; other threads leave word by {@link #grown}. */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamLoop {
    private static final Logger log = LoggerFactory.getLogger(StreamLoop.class);
    // Every stream is looked at once a second, a quarter of them at a time: heartbeats never come all at once.
    private static final int SLICES = 4;
    private static final Duration SLICE = Duration.ofMillis(250);

    private final EventLoop eventLoop;
    private final StreamServices services;
    // Seated, and not yet registered because this replica has not read enough.
    private final Set<StreamConnection> arriving = new LinkedHashSet<>();
    private final Map<AccountId, AccountStreams> byAccount = new HashMap<>();
    private final Queue<Growth> grown = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int slice;
    // Of the next stream that comes, so that the slices are even.
    private int nextSlice;
    private boolean draining;

    private record Growth(Set<AccountId> accounts, FrameSpans spans) {}

    StreamLoop(EventLoop eventLoop, StreamServices services) {
        this.eventLoop = eventLoop;
        this.services = services;
        eventLoop.scheduleAtFixedRate(this::tick, SLICE.toMillis(), SLICE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The slice of a new stream, for as long as it lives. */
    int takeSlice() {
        nextSlice = (nextSlice + 1) % SLICES;
        return nextSlice;
    }

    void arrives(StreamConnection stream) {
        arriving.add(stream);
    }

    void add(StreamConnection stream) {
        arriving.remove(stream);
        byAccount.computeIfAbsent(account(stream), account -> new AccountStreams()).add(stream);
    }

    void remove(StreamConnection stream) {
        arriving.remove(stream);
        if (stream.isListed()) {
            byAccount.computeIfPresent(account(stream), (account, streams) -> {
                streams.remove(stream);
                return streams.isEmpty() ? null : streams;
            });
        }
        tellWhenDrained();
    }

    /** From any thread. One wake-up of the loop serves all that has grown until it runs. */
    void grown(Set<AccountId> accounts, FrameSpans spans) {
        // The feed goes on for a while after the streams: nobody is left to be told.
        if (eventLoop.isShuttingDown()) {
            return;
        }
        spans.expectOneMore();
        grown.add(new Growth(accounts, spans));
        if (woken.compareAndSet(false, true)) {
            execute(this::pumpGrown);
        }
    }

    // From any thread.
    private void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            log.atDebug().setCause(e).log("the loop has ended, and all of its streams with it");
        }
    }

    private void pumpGrown() {
        // Before the queue is read: what is added from now on asks for another wake-up.
        woken.set(false);
        Growth growth = grown.poll();
        while (growth != null) {
            for (AccountId account : growth.accounts()) {
                AccountStreams listening = byAccount.get(account);
                List<StreamConnection> streams = listening == null ? List.of() : listening.all();
                streams.forEach(stream -> each(stream, StreamConnection::pump));
                growth.spans()
                        .wrote(account, () -> (int) streams.stream().filter(StreamConnection::hasAll).count());
            }
            growth = grown.poll();
        }
    }

    private void tick() {
        long now = services.clock().millis();
        slice = (slice + 1) % SLICES;
        List<StreamConnection> due = new ArrayList<>();
        byAccount.values().forEach(streams -> streams.addSlice(slice, due));
        due.forEach(stream -> each(stream, it -> it.tick(now)));
    }

    // What goes wrong with one stream must not keep the loop from the others.
    private static void each(StreamConnection stream, Consumer<StreamConnection> action) {
        try {
            action.accept(stream);
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a stream failed");
            stream.close(StreamEnd.ERROR);
        }
    }

    /** From any thread: ends the streams of a person who may not listen any more. */
    void revoke(UserId user) {
        execute(() -> all().stream()
                .filter(stream -> stream.subscriber().user().equals(user))
                .forEach(stream -> stream.close(StreamEnd.REVOKED)));
    }

    /** Says why a stream ends, and ends it after the pause in which its client reads that. */
    void end(StreamConnection stream, StreamEnd reason) {
        if (stream.isClosed()) {
            return;
        }
        ControlBlocks blocks = services.blocks();
        stream.announce(reason == StreamEnd.EVICTED ? blocks.evicted() : blocks.drain(), reason);
        eventLoop.schedule(() -> stream.close(reason), services.properties().retry().drainPause().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** New streams are led elsewhere from now on. On the loop's thread. */
    boolean isDraining() {
        return draining;
    }

    /** From any thread, once: leads all streams elsewhere as planned. Is complete when the last one has ended. */
    CompletableFuture<Void> drain(DrainPlan plan) {
        eventLoop.execute(() -> {
            draining = true;
            List<StreamConnection> streams = Stream.concat(all().stream(), arriving.stream()).toList();
            for (DrainPlan.Turn<StreamConnection> turn : plan.of(streams)) {
                eventLoop.schedule(() -> each(turn.stream(), stream -> end(stream, StreamEnd.DRAINED)),
                        turn.afterNanos(), TimeUnit.NANOSECONDS);
            }
            tellWhenDrained();
        });
        return drained;
    }

    private void tellWhenDrained() {
        if (draining && byAccount.isEmpty() && arriving.isEmpty()) {
            drained.complete(null);
        }
    }

    private List<StreamConnection> all() {
        return byAccount.values().stream().flatMap(streams -> streams.all().stream()).toList();
    }

    private static AccountId account(StreamConnection stream) {
        return stream.subscriber().account();
    }
}
