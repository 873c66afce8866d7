package dev.baton.notification.delivery.sending;

import dev.baton.notification.channel.Channel;
import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.WakeUp;
import dev.baton.notification.destination.Destination;
import dev.baton.notification.destination.InFlight;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands due deliveries to their channels. One thread looks for work, when woken and at least once in a sweep interval;
 * each delivery runs on a virtual thread of its own. Any number of replicas may run.
 */
@Component
class DeliveryWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final DueDeliveries due;
    private final Settling settling;
    private final Sender sender;
    private final Map<String, Channel> channels;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final InFlight inFlight;
    private volatile boolean running;
    private @Nullable Thread loop;
    private @Nullable ExecutorService attempts;

    DeliveryWorker(DueDeliveries due, Settling settling, Sender sender, List<Channel> channels,
            DeliveryProperties properties, DeliveryMetrics metrics, WakeUp wakeUp, InFlight inFlight) {
        this.due = due;
        this.settling = settling;
        this.sender = sender;
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        this.properties = properties;
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.inFlight = inFlight;
    }

    @Override
    public void start() {
        running = true;
        ExecutorService executor = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());
        attempts = executor;
        loop = Thread.ofPlatform().name("delivery-worker").start(() -> work(executor));
    }

    private void work(ExecutorService executor) {
        boolean stumbling = false;
        while (running) {
            try {
                settling.settleIfDue();
                due.destinations().forEach(destination -> send(destination, executor));
                stumbling = false;
            } catch (RuntimeException e) {
                // Most of all a database that is away: the next round finds the same work. One line tells of the outage.
                metrics.stumbled();
                log.atLevel(stumbling ? Level.DEBUG : Level.WARN)
                        .setCause(e)
                        .log("round of the delivery worker failed");
                stumbling = true;
            }
            pause();
        }
    }

    private void send(Destination destination, ExecutorService executor) {
        Channel channel = channels.get(destination.channel());
        int room = inFlight.room(destination);
        // A channel that this version does not know is left to a replica that does.
        if (channel == null || room == 0) {
            return;
        }
        for (Claim claim : due.claim(destination, channel.rate(), room)) {
            inFlight.enter(destination);
            executor.execute(() -> attempt(claim, channel));
        }
    }

    private void attempt(Claim claim, Channel channel) {
        try {
            sender.send(claim, channel);
        } catch (RuntimeException e) {
            // Nothing is lost: the lease of the row ends, and it is tried or doubted again.
            metrics.stumbled();
            log.atWarn().setCause(e).addKeyValue("deliveryId", claim.id()).log("delivery could not be decided");
        } finally {
            inFlight.leave(claim.destination());
            wakeUp.now();
        }
    }

    private void pause() {
        try {
            wakeUp.await(properties.sweepInterval());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        wakeUp.now();
        try {
            if (loop != null) {
                loop.join(properties.stopGrace());
            }
            if (attempts != null) {
                attempts.shutdown();
                // What is on the wire gets its answer: cutting it off would make it ambiguous.
                attempts.awaitTermination(properties.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
