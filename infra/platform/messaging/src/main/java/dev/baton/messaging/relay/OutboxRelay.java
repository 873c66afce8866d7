package dev.baton.messaging.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread of a replica that publishes what is in the outbox: woken by each commit of this process, and by a sweep for
 * those of processes that died.
 */
public final class OutboxRelay implements SmartLifecycle {
    /** Below the web server and the consumers: what their last work announced is published before the process ends. */
    public static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final RelayRounds rounds;
    private final OutboxMetrics metrics;
    private final OutboxProperties properties;
    private final RandomGenerator random;
    private final Semaphore wake = new Semaphore(0);
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;
    private int failures;

    OutboxRelay(RelayRounds rounds, OutboxMetrics metrics, OutboxProperties properties, RandomGenerator random) {
        this.rounds = rounds;
        this.metrics = metrics;
        this.properties = properties;
        this.random = random;
    }

    /** Asks for a round soon; called after each commit, by any thread. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public synchronized void start() {
        if (properties.hold()) {
            log.atWarn().log("the relay is held by configuration; events wait in the outbox");
            return;
        }
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    /** Publishes what is there, then ends; what it cannot publish another replica or the next start finds. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping.countDown();
        wake();
        try {
            if (!running.join(LONGEST_STOP)) {
                log.atWarn().log("the relay did not end in time");
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                if (wake.tryAcquire(properties.sweep().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                publishAvailable();
            }
            publishAvailable();
        } catch (InterruptedException e) {
            log.atInfo().log("the relay was interrupted");
        } finally {
            rounds.close();
        }
    }

    private void publishAvailable() throws InterruptedException {
        try {
            while (rounds.publishNext()) {
                failures = 0;
            }
            failures = 0;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Nothing is lost: the rows are back with the rollback, and closing makes sure that nothing later overtakes.
            rounds.close();
            metrics.failed();
            if (failures++ == 0) {
                log.atWarn().setCause(e).log("publishing failed, trying again until it works");
            }
            stopping.await(pause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration pause() {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10);
        long bounded = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }
}
