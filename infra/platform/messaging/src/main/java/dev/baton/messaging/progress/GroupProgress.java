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
    private static final Duration STALE = Duration.ofSeconds(90);

    private final WatchedGroup watched;
    private final Clock clock;
    private final long began;
    private final Map<TopicPartition, TimeLag> lags = new ConcurrentHashMap<>();
    private @Nullable Uuid topicId;
    private volatile @Nullable Behind behind;

    private record Behind(long at, Duration longest) {}

    GroupProgress(WatchedGroup watched, MeterRegistry meters, Clock clock) {
        this.watched = watched;
        this.clock = clock;
        this.began = clock.millis();
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
        // The new id is taken over when the group begins anew, not before: it may have no partition at this moment.
        if (topicId == null || topicId.equals(look.topicId()) || watched.topicRenewed().getAsBoolean()) {
            topicId = look.topicId();
        }
    }

    // Not a number just after the start. While nobody can look, a group that was behind is so more and more, and one that
    // was not, or that nobody has seen, is soon not known to be well.
    private double seconds() {
        Behind last = behind;
        long age = clock.millis() - (last == null ? began : last.at());
        if (age < STALE.toMillis() && (last == null || last.longest().isZero())) {
            return last == null ? Double.NaN : 0;
        }
        return ((last == null ? 0 : last.longest().toMillis()) + age) / 1000.0;
    }
}
