package dev.baton.notification.delivery.sending;

import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.DeliveryState;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Decides what no attempt will: abandoned, ambiguous and expired deliveries. Used by the worker's thread only. */
@Component
class Settling {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final DueDeliveries due;
    private final DeliveryMetrics metrics;
    private final long intervalNanos;
    private long lastRun;
    private long lastLook;

    Settling(DueDeliveries due, DeliveryProperties properties, DeliveryMetrics metrics) {
        this.due = due;
        this.metrics = metrics;
        this.intervalNanos = properties.sweepInterval().toNanos();
        this.lastRun = System.nanoTime() - intervalNanos;
        this.lastLook = System.nanoTime() - LOOK.toNanos();
    }

    /** Once in a sweep interval: a worker that is woken often must not ask the database as often. */
    void settleIfDue() {
        if (System.nanoTime() - lastRun < intervalNanos) {
            return;
        }
        lastRun = System.nanoTime();
        metrics.reached(DeliveryState.AMBIGUOUS, due.doubtAbandoned());
        metrics.reached(DeliveryState.NEEDS_REVIEW, due.reviewAmbiguous());
        metrics.reached(DeliveryState.RETRY, due.repeatAmbiguous());
        metrics.reached(DeliveryState.NEEDS_REVIEW, due.reviewExpired());
        metrics.reached(DeliveryState.EXPIRED, due.expire());
        if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
            metrics.due(due.dueSince());
            lastLook = System.nanoTime();
        }
    }
}
