package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Only an answer of the broker shows that there is nothing more to read. */
class ReadingProgressTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.HANDOFF_EVENTS, 0);
    private static final double LONGER_THAN_ITS_PRECISION = 0.3;

    private final Client client = new Client();
    private final ReadingProgress progress = new ReadingProgress();

    /** What a consumer knows of its broker. */
    private static final class Client extends MockConsumer<byte[], byte[]> {
        private double answers;
        private long lag;

        Client() {
            super("none");
        }

        @Override
        public Map<MetricName, ? extends Metric> metrics() {
            MetricName name = new MetricName("fetch-total", "consumer-fetch-manager-metrics", "", Map.of());
            return Map.of(name, new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return answers;
                }
            });
        }

        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.of(lag);
        }
    }

    private void polled(double answers, long lag) {
        client.answers = answers;
        client.lag = lag;
        progress.polled(client, List.of(PARTITION));
    }

    @Test
    void withoutAnAnswerNothingIsKnown() {
        polled(0, 0);

        assertThat(progress.seconds()).isNaN();
    }

    @Test
    void whoIsBehindIsNotAtTheEnd() {
        polled(1, 5);
        assertThat(progress.seconds()).isNaN();

        polled(2, 0);

        assertThat(progress.seconds()).isNotNaN();
    }

    @Test
    void anAnswerCountsWhenItComesAndNotLater() {
        polled(1, 0);
        // Within the precision: known already.
        polled(2, 0);
        Awaitility.await().until(() -> progress.seconds() > LONGER_THAN_ITS_PRECISION);

        polled(2, 0);
        assertThat(progress.seconds()).as("the broker has not answered since")
                .isGreaterThan(LONGER_THAN_ITS_PRECISION);

        polled(3, 0);
        assertThat(progress.seconds()).isLessThan(LONGER_THAN_ITS_PRECISION);
    }
}
