package dev.baton.messaging.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** What the looks at one group add up to. Used by the thread that looks, and by who reads the metric. */
final class GroupProgress {
    private final WatchedGroup watched;
    private final Clock clock;
    private final Map<TopicPartition, TimeLag> lags = new ConcurrentHashMap<>();
    private @Nullable Uuid topicId;
    private volatile @Nullable Behind behind;

    private record Behind(long at, Duration longest) {}

    GroupProgress(WatchedGroup watched, MeterRegistry meters, Clock clock) {
        this.watched = watched;
        this.clock = clock;
        Gauge.builder("baton.inbox.lag", this::seconds)
                .tags("group", watched.group(), "topic", watched.topic())
                .baseUnit("seconds")
                .description("for how long the group has had records of the topic to read that it has not finished")
                .register(meters);
    }

    WatchedGroup watched() {
        return watched;
    }

    void add(GroupLook look) {
        Duration longest = Duration.ZERO;
        for (Map.Entry<TopicPartition, Long> end : look.ends().entrySet()) {
            Duration lag = lags.computeIfAbsent(end.getKey(), _ -> new TimeLag())
                    .look(look.next().getOrDefault(end.getKey(), 0L), end.getValue(), clock.instant());
            longest = lag.compareTo(longest) > 0 ? lag : longest;
        }
        behind = new Behind(clock.millis(), longest);
        Uuid before = topicId;
        topicId = look.topicId();
        if (before != null && !before.equals(topicId)) {
            watched.topicRenewed().run();
        }
    }

    // Not a number before the first look. A group that is behind is so more and more while nobody can look.
    private double seconds() {
        Behind last = behind;
        if (last == null) {
            return Double.NaN;
        }
        return last.longest().isZero() ? 0 : (last.longest().toMillis() + clock.millis() - last.at()) / 1000.0;
    }
}
