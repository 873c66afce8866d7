package dev.baton.notification.destination;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many messages this replica has under way to each destination, so that a slow one does not take all. */
@Component
public class InFlight {
    private final int max;
    private final Map<Destination, Integer> counts = new ConcurrentHashMap<>();

    InFlight(DestinationProperties properties) {
        this.max = properties.maxInFlight();
    }

    public int room(Destination destination) {
        return max - counts.getOrDefault(destination, 0);
    }

    public void enter(Destination destination) {
        counts.merge(destination, 1, Integer::sum);
    }

    public void leave(Destination destination) {
        counts.computeIfPresent(destination, (key, count) -> count == 1 ? null : count - 1);
    }
}
