package dev.baton.gateway.feed.messaging;

import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * When a consumer was last seen to have read everything. That no records come proves nothing: only an answer of a broker
 * shows that there are none, so the time grows while Kafka is away and while the reading thread hangs. Of several brokers
 * the answer of any counts: a partition without a leader is not seen here, Kafka's own alerts tell of it.
 */
final class ReadingProgress {
    private static final String ANSWERS = "fetch-total";
    private static final String ANSWERS_GROUP = "consumer-fetch-manager-metrics";

    private static final Duration PRECISION = Duration.ofMillis(100);
    private static final Duration STARTING = Duration.ofSeconds(90);

    private final long began = System.nanoTime();
    private @Nullable Metric answers;
    private double answered;
    private volatile long lastAtEnd;
    private volatile boolean seen;

    /** A new client counts anew. */
    void begin() {
        answers = null;
        answered = 0;
    }

    /** Called by the reading thread after each poll. */
    void polled(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        double now = answers(consumer);
        if (now <= answered) {
            return;
        }
        answered = now;
        long time = System.nanoTime();
        // Asking for all partitions costs as much as reading some records.
        boolean justSeen = seen && time - lastAtEnd < PRECISION.toNanos();
        if (!justSeen
                && partitions.stream().allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0)) {
            lastAtEnd = time;
            seen = true;
        }
    }

    private double answers(Consumer<?, ?> consumer) {
        Metric metric = answers;
        if (metric == null) {
            // Looked for once in the life of a client: there are hundreds of them.
            metric = consumer.metrics()
                    .values()
                    .stream()
                    .filter(each -> each.metricName().name().equals(ANSWERS)
                            && each.metricName().group().equals(ANSWERS_GROUP)
                            && !each.metricName().tags().containsKey("topic"))
                    .findFirst()
                    .orElse(null);
            answers = metric;
        }
        return metric != null && metric.metricValue() instanceof Double total ? total : 0;
    }

    /** Not a number while the first reading takes no longer than a start may. Any thread. */
    double seconds() {
        Duration since = Duration.ofNanos(System.nanoTime() - (seen ? lastAtEnd : began));
        return seen || since.compareTo(STARTING) > 0 ? since.toMillis() / 1000.0 : Double.NaN;
    }
}
