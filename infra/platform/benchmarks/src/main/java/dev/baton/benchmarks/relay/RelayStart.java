package dev.baton.benchmarks.relay;

import dev.baton.messaging.relay.OutboxRelay;
import org.springframework.context.SmartLifecycle;

/** Notes when the relay starts: the start of the context around it is not measured. */
class RelayStart implements SmartLifecycle {
    private long nanos;
    private boolean running;

    long nanos() {
        return nanos;
    }

    @Override
    public void start() {
        nanos = System.nanoTime();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return OutboxRelay.PHASE - 1;
    }
}
