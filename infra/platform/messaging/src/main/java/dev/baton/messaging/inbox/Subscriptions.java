package dev.baton.messaging.inbox;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Runs the containers of all subscriptions of this service. */
final class Subscriptions implements SmartLifecycle {
    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
    private final DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers;
    private volatile boolean running;

    Subscriptions(List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers,
            DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers) {
        this.containers = List.copyOf(containers);
        this.deadLetterProducers = deadLetterProducers;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    /** All at once; each ends after the record at hand and commits its offsets. */
    @Override
    public void stop() {
        CountDownLatch stopped = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(stopped::countDown));
        try {
            long longest = containers.stream()
                    .mapToLong(c -> c.getContainerProperties().getShutdownTimeout())
                    .max()
                    .orElse(0);
            stopped.await(longest, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetterProducers.reset();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }
}
