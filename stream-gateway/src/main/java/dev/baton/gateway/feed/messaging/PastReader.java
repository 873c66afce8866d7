package dev.baton.gateway.feed.messaging;

import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the handoff topic again for clients that missed more than memory has, on one thread with a client of its own:
 * the tail is never held up. All who miss something of a partition share one {@link PartitionPass}.
 *
 * <p>Whatever goes wrong costs those who wait at that moment a resync, and nothing else: the next ones are read for by
 * a new client.
 */
final class PastReader implements PastEvents, SmartLifecycle {
    /** What it reads is needed at once and by few: little ahead of time, and no waiting at the end of a partition. */
    static final Map<String, Object> CLIENT = Map.of(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

    private static final Logger log = LoggerFactory.getLogger(PastReader.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration BACKOFF = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofMillis(700);

    private final Supplier<Consumer<byte[], byte[]>> clients;
    private final PastProperties properties;
    private final PastMetrics metrics;
    private final BlockingQueue<Missed> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final PastPasses passes;
    // The reading thread's own.
    private @Nullable Throwable broken;
    private boolean failing;
    private volatile @Nullable Thread thread;

    PastReader(Supplier<Consumer<byte[], byte[]>> clients, PastProperties properties, PastMetrics metrics) {
        this.clients = clients;
        this.properties = properties;
        this.metrics = metrics;
        this.passes = new PastPasses(properties, metrics);
        metrics.observe(passes::bytes, this::waiting);
    }

    private int waiting() {
        return queue.size() + passes.waiting();
    }

    @Override
    public void read(Missed missed) {
        if (missed.records() > properties.maxRecords()) {
            missed.lose(ResyncReason.TOO_MUCH);
        } else if (waiting() >= properties.maxWaiting() || stopped.getCount() == 0) {
            missed.lose(ResyncReason.UNAVAILABLE);
        } else {
            queue.add(missed);
        }
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("past-reader").daemon().start(this::readUntilStopped);
    }

    private void readUntilStopped() {
        while (stopped.getCount() > 0) {
            try {
                recover();
                // Nobody needs a client of Kafka before somebody misses something.
                board();
                if (!passes.isEmpty()) {
                    readOnce();
                }
            } catch (InterruptedException | InterruptException | WakeupException stop) {
                // Only stop() interrupts this thread.
                break;
            } catch (Throwable e) {
                // Whatever it is: without this thread nobody would be read for any more, and nobody would see that.
                // Nothing more here: what is done about it may fail in the same way, so the next try begins with it.
                broken = e;
            }
        }
        passes.lose(ResyncReason.UNAVAILABLE);
    }

    private void recover() throws InterruptedException {
        Throwable cause = broken;
        if (cause != null) {
            passes.lose(ResyncReason.UNAVAILABLE);
            metrics.failed();
            // One line tells of an outage, however often it is tried until Kafka is back.
            log.atLevel(failing ? Level.DEBUG : Level.WARN).setCause(cause).log("reading again broke off");
            failing = true;
            broken = null;
            if (stopped.await(BACKOFF.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopped");
            }
        }
    }

    private void readOnce() throws InterruptedException {
        Consumer<byte[], byte[]> consumer = clients.get();
        try {
            while (stopped.getCount() > 0) {
                board();
                failing = !passes.read(consumer) && failing;
            }
        } finally {
            // While Kafka is away, the next ones are not kept waiting for the end of this one.
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    /** Takes in those who have come; waits for one while there is nobody. */
    private void board() throws InterruptedException {
        @Nullable
        Missed next = passes.isEmpty() ? queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS) : queue.poll();
        while (next != null) {
            passes.add(next);
            next = queue.poll();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && stopped.getCount() > 0;
    }

    /** Started before and stopped after the streams that may ask. */
    @Override
    public int getPhase() {
        return 0;
    }
}
