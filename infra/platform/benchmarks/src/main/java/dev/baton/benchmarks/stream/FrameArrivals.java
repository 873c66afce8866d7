package dev.baton.benchmarks.stream;

import dev.baton.benchmarks.load.EventStreams;
import dev.baton.benchmarks.relay.Commits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each event came to each stream of its account, once and to no other. */
final class FrameArrivals implements EventStreams.Listener {
    private static final long LOOK_MILLIS = 50;

    private final int accounts;
    private final int listeners;
    private final AtomicLongArray times;
    private final CountDownLatch missing;

    /**
     * Expects events number 0 to {@code events - 1}.
     *
     * @param accounts which have an event in turn, and a stream in turn
     * @param listeners of each account
     */
    FrameArrivals(int events, int accounts, int listeners) {
        this.accounts = accounts;
        this.listeners = listeners;
        this.times = new AtomicLongArray(events * listeners);
        this.missing = new CountDownLatch(events * listeners);
    }

    /** @throws IllegalStateException for an event that the stream should not have got, or has got already */
    @Override
    public void event(int stream, byte[] data, long nanos) {
        int number = Commits.number(data);
        if (number % accounts != stream % accounts) {
            throw new IllegalStateException("event " + number + " of another account came to stream " + stream);
        }
        if (!times.compareAndSet(cell(number, stream / accounts), 0, nanos)) {
            throw new IllegalStateException("event " + number + " came twice to stream " + stream);
        }
        missing.countDown();
    }

    /**
     * Waits for all that are expected.
     *
     * @throws IllegalStateException when a frame did not come
     */
    void await(EventStreams streams, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!missing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            streams.check();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(missing.getCount() + " of " + times.length()
                        + " frames did not come within " + patience);
            }
        }
        streams.check();
    }

    int listeners() {
        return listeners;
    }

    long time(int event, int listener) {
        return times.get(cell(event, listener));
    }

    private int cell(int event, int listener) {
        return event * listeners + listener;
    }
}
