package dev.baton.messaging.progress;

import dev.baton.platform.problem.FaultTrace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that the groups of this service went on without, and that have not been replayed since; of all accounts. */
final class OpenHoles {
    private static final Logger log = LoggerFactory.getLogger(OpenHoles.class);
    private static final Duration STALE = Duration.ofSeconds(90);

    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile @Nullable Counted counted;
    // Used by the thread that looks.
    private boolean answered = true;

    private record Place(String group, String topic) {}

    private record Counted(long at, Map<Place, Long> holes) {}

    OpenHoles(JdbcClient jdbc, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.clock = clock;
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
        counted = new Counted(clock.millis(), jdbc.sql("SELECT group_name, topic, holes FROM inbox_open_holes()")
                .query((row, _) -> Map.entry(new Place(row.getString("group_name"), row.getString("topic")),
                        row.getLong("holes")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
        answered = true;
    }

    /** Told once until it works again. */
    void unanswered(Throwable cause) {
        if (answered) {
            log.atWarn().setCause(FaultTrace.of(cause)).log("open holes could not be counted");
            answered = false;
        }
    }

    // Not a number before the first count, or when the last one is old.
    private double at(Place place) {
        Counted last = counted;
        return last == null || clock.millis() - last.at() > STALE.toMillis()
                ? Double.NaN
                : last.holes().getOrDefault(place, 0L);
    }
}
