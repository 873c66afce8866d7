package dev.baton.gateway.feed.messaging;

import dev.baton.gateway.feed.FeedMetrics;
import dev.baton.gateway.feed.FeedProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of a topic for as long as the process lives, on one thread: assigned, without a group, because
 * every replica needs every record; without commits, because memory is what it fills.
 *
 * <p>After any error it starts over with a new client where its reader stopped. It never gives up and never holds up
 * the start of the process: the edge works without Kafka.
 */
final class TopicTail implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofMillis(700);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

    private final TopicReader reader;
    private final KafkaClients clients;
    private final FeedProperties properties;
    private final FeedMetrics metrics;
    private final Linger linger;
    private final ReadingProgress progress = new ReadingProgress();
    private final CountDownLatch stopped = new CountDownLatch(1);
    // Whether the last try got as far as reading; the reading thread's own.
    private boolean reading;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    TopicTail(TopicReader reader, KafkaClients clients, FeedProperties properties, FeedMetrics metrics) {
        this.reader = reader;
        this.clients = clients;
        this.properties = properties;
        this.metrics = metrics;
        this.linger = new Linger(properties.linger());
    }

    @Override
    public void start() {
        metrics.observe(reader.topic(), progress::seconds);
        thread = Thread.ofPlatform().name("tail-" + reader.topic()).daemon().start(this::readUntilStopped);
    }

    private void readUntilStopped() {
        Duration backoff = FIRST_BACKOFF;
        boolean failing = false;
        while (stopped.getCount() > 0) {
            reading = false;
            try {
                readOnce();
            } catch (WakeupException | InterruptedException stop) {
                // Only stop() wakes or interrupts this thread.
                return;
            } catch (Exception | OutOfMemoryError e) {
                // Also without memory for one more frame: the next try finds less in the logs.
                brokeOff(e, failing);
                failing = !reading;
                backoff = pause(reading ? FIRST_BACKOFF : backoff);
            }
        }
    }

    // One line tells of an outage, however often it is tried until Kafka is back.
    private void brokeOff(Throwable cause, boolean failing) {
        metrics.restarted(reader.topic());
        log.atLevel(failing && !reading ? Level.DEBUG : Level.WARN)
                .addKeyValue("topic", reader.topic())
                .setCause(cause)
                .log("reading broke off, starting over");
    }

    private Duration pause(Duration backoff) {
        try {
            if (stopped.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                return backoff;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        Duration longer = backoff.multipliedBy(2);
        return longer.compareTo(properties.restartBackoff()) < 0 ? longer : properties.restartBackoff();
    }

    /** Returns when the topic has got another shape, so that reading starts over with it. */
    private void readOnce() throws InterruptedException {
        try (Admin admin = clients.admin(); Consumer<byte[], byte[]> consumer = clients.consumer()) {
            current = consumer;
            TopicShape shape = TopicShape.of(TopicShape.lookUp(admin, reader.topic()));
            Map<TopicPartition, Long> positions = begin(shape, consumer);
            reading = true;
            log.atInfo()
                    .addKeyValue("topic", reader.topic())
                    .addKeyValue("partitions", positions.size())
                    .log("reading");
            long lookedUp = System.nanoTime();
            @Nullable
            Future<TopicShape> next = null;
            while (stopped.getCount() > 0) {
                int records = poll(consumer);
                progress.polled(consumer, positions.keySet());
                if (records > 0) {
                    rest(linger.polledAt(System.nanoTime(), records));
                }
                if (next == null && System.nanoTime() - lookedUp > properties.topicRefresh().toNanos()) {
                    next = TopicShape.lookUp(admin, reader.topic());
                }
                // Never waited for: while Kafka is away, what was read goes on being served.
                if (next != null && next.isDone()) {
                    if (!TopicShape.of(next).equals(shape)) {
                        return;
                    }
                    next = null;
                    lookedUp = System.nanoTime();
                }
            }
        } finally {
            current = null;
        }
    }

    private Map<TopicPartition, Long> begin(TopicShape shape, Consumer<byte[], byte[]> consumer) {
        consumer.assign(shape.all());
        progress.begin();
        Map<TopicPartition, Long> positions = reader.begin(shape, consumer);
        positions.forEach(consumer::seek);
        return positions;
    }

    // Ends early with the reading, which looks for itself.
    private void rest(Duration time) throws InterruptedException {
        stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many records it brought. */
    private int poll(Consumer<byte[], byte[]> consumer) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            reader.polled(records);
            return records.count();
        } catch (OffsetOutOfRangeException e) {
            reader.lost(e.partitions(), consumer);
            return 0;
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            awaitEnd(running);
        }
    }

    private static void awaitEnd(Thread running) {
        try {
            if (!running.join(STOP)) {
                // It waits for a broker that is away, with nothing in its hands.
                running.interrupt();
                running.join(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && stopped.getCount() > 0;
    }

    /** Started before and stopped after the streams that live on it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
