package dev.baton.platform.sample;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** Something on the management port that changes something. */
@Component
@Endpoint(id = "lever")
class Lever {
    private final AtomicInteger pulled = new AtomicInteger();

    @ReadOperation
    public int pulled() {
        return pulled.get();
    }

    @WriteOperation
    public int pull() {
        return pulled.incrementAndGet();
    }
}
