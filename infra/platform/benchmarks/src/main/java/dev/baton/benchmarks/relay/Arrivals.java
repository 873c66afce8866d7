package dev.baton.benchmarks.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads until every event has come both ways, and notes when each came. */
final class Arrivals implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLongArray committed;
    private final AtomicLongArray raw;

    Arrivals(KafkaConsumer<byte[], byte[]> consumer, int events) {
        this.consumer = consumer;
        this.committed = new AtomicLongArray(events);
        this.raw = new AtomicLongArray(events);
    }

    @Override
    public void run() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int missing = committed.length() + raw.length();
        while (missing > 0 && System.nanoTime() < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                AtomicLongArray way = record.headers().lastHeader(TwoWays.RAW) == null ? committed : raw;
                // The relay may send an event twice; the first time counts.
                if (way.compareAndSet(Commits.number(record.value()), 0, now)) {
                    missing--;
                }
            }
        }
    }

    /**
     * Waits for all that are expected.
     *
     * @throws IllegalStateException when an event did not come
     */
    void await(Thread reader) throws InterruptedException {
        reader.join();
        for (int i = 0; i < committed.length(); i++) {
            if (committed.get(i) == 0 || raw.get(i) == 0) {
                throw new IllegalStateException("event " + i + " did not come both ways within " + PATIENCE);
            }
        }
    }

    long committed(int index) {
        return committed.get(index);
    }

    long raw(int index) {
        return raw.get(index);
    }
}
