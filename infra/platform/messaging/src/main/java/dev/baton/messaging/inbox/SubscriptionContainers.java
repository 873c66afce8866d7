package dev.baton.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Makes the container of a subscription; all of them read bytes and follow the same rules. */
final class SubscriptionContainers {
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    // Kafka refuses these with the protocol of KIP-848: the broker decides them.
    private static final List<String> DECIDED_BY_BROKER = List.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

    private final DefaultKafkaConsumerFactory<byte[], byte[]> consumers;
    private final ApplicationContext context;
    private final int concurrency;

    /** @param base where the brokers are and how to log in */
    SubscriptionContainers(Map<String, Object> base, MeterRegistry meters, ApplicationContext context,
            int concurrency) {
        this.consumers = new DefaultKafkaConsumerFactory<>(config(base), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.consumers.addListener(new MicrometerConsumerListener<>(meters));
        this.context = context;
        this.concurrency = concurrency;
    }

    private static Map<String, Object> config(Map<String, Object> base) {
        Map<String, Object> config = new HashMap<>(base);
        DECIDED_BY_BROKER.forEach(config::remove);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A group that is new, or was away for longer than its offsets are kept, starts with the oldest record there is.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        return config;
    }

    /**
     * Makes a container that is not started.
     *
     * @param listener gets to know whether the container is still running
     */
    ConcurrentMessageListenerContainer<byte[], byte[]> make(String group, String topic,
            Function<BooleanSupplier, InboxListener> listener) {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setClientId(group + "-" + topic);
        // Offsets are only a hint where to go on; the watermarks decide what is new.
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setStopImmediate(true);
        properties.setShutdownTimeout(SHUTDOWN.toMillis());
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        // Goes on with the trace of the request that caused the event, by its traceparent header.
        properties.setObservationEnabled(true);
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                consumers, properties);
        container.setupMessageListener(listener.apply(container::isRunning));
        container.setBeanName("inbox-" + group + "-" + topic);
        container.setApplicationContext(context);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(new Rewinding());
        return container;
    }
}
