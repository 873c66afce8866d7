package dev.baton.messaging.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that the groups of this service went on without, and that have not been replayed since; of all accounts. */
final class OpenHoles {
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private volatile @Nullable Map<Place, Long> seen;

    private record Place(String group, String topic) {}

    OpenHoles(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    void show(WatchedGroup watched) {
        Place place = new Place(watched.group(), watched.topic());
        Gauge.builder("baton.inbox.holes.open", () -> at(place))
                .tags("group", watched.group(), "topic", watched.topic())
                .description("events that were left out and have not been replayed")
                .register(meters);
    }

    void look() {
        // A function of the schema's owner: row-level security lets this role see no account's rows here.
        seen = jdbc.sql("SELECT group_name, topic, holes FROM inbox_open_holes()")
                .query((row, _) -> Map.entry(new Place(row.getString("group_name"), row.getString("topic")),
                        row.getLong("holes")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    // Not a number before the first look.
    private double at(Place place) {
        Map<Place, Long> last = seen;
        return last == null ? Double.NaN : last.getOrDefault(place, 0L);
    }
}
