package dev.baton.gateway.edge;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of one service, each asked in turn. Used by many threads. */
public final class Replicas {
    private final String service;
    private final List<URI> all;
    private final Duration skip;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Long> unreachableUntil = new ConcurrentHashMap<>();

    Replicas(String service, List<URI> all, Duration skip, Clock clock) {
        this.service = service;
        this.all = List.copyOf(all);
        this.skip = skip;
        this.clock = clock;
    }

    /** Names it in metrics and logs. */
    public String service() {
        return service;
    }

    /** In which order to try them: by turns, those that could not be reached a moment ago last. */
    public List<URI> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<URI> order = new ArrayList<>(all.subList(first, all.size()));
        order.addAll(all.subList(0, first));
        long now = clock.millis();
        // Stable: among equals the turn decides.
        order.sort((a, b) -> Boolean.compare(isSkipped(a, now), isSkipped(b, now)));
        return order;
    }

    public void unreachable(URI replica) {
        unreachableUntil.put(replica, clock.millis() + skip.toMillis());
    }

    private boolean isSkipped(URI replica, long now) {
        return unreachableUntil.getOrDefault(replica, 0L) > now;
    }
}
