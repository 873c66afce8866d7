package dev.baton.messaging.progress;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What operators see of a group, also while nobody can look. */
class GroupProgressTest {
    private static final TopicPartition ONE = new TopicPartition("topic", 0);
    private static final TopicPartition OTHER = new TopicPartition("topic", 1);

    private final MutableClock clock = stopped();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger renewals = new AtomicInteger();
    private boolean assigned = true;
    private final GroupProgress progress = new GroupProgress(
            new WatchedGroup("group", "topic", this::renewed), meters, clock);
    private Uuid topic = Uuid.randomUuid();

    @Test
    void beforeTheFirstLookNothingIsSaidForAWhile() {
        assertThat(lag()).isNaN();

        clock.advance(ofSeconds(100));

        assertThat(lag()).isEqualTo(100);
    }

    @Test
    void theSlowestPartitionCounts() {
        look(5, 5, 7, 7);
        clock.advance(ofSeconds(10));
        look(5, 5, 7, 8);

        assertThat(lag()).isEqualTo(10);
    }

    @Test
    void aGroupThatWasBehindIsSoMoreAndMoreWhileNobodyCanLook() {
        look(5, 5, 7, 7);
        clock.advance(ofSeconds(10));
        look(5, 5, 7, 8);

        clock.advance(ofSeconds(120));

        assertThat(lag()).isEqualTo(130);
    }

    @Test
    void aGroupThatWasWellIsNotKnownToBeSoForLong() {
        look(5, 5, 7, 7);
        clock.advance(ofSeconds(60));
        assertThat(lag()).isZero();

        clock.advance(ofSeconds(60));

        assertThat(lag()).isEqualTo(120);
    }

    @Test
    void aNewIdOfTheTopicIsToldOnce() {
        look(5, 5, 7, 7);
        topic = Uuid.randomUuid();
        look(0, 1, 0, 0);
        look(1, 1, 0, 0);

        assertThat(renewals).hasValue(1);
    }

    @Test
    void aGroupThatHasNothingAtThatMomentIsToldAgain() {
        look(5, 5, 7, 7);
        topic = Uuid.randomUuid();
        assigned = false;
        look(0, 1, 0, 0);
        look(0, 1, 0, 0);
        assigned = true;
        look(0, 1, 0, 0);
        look(1, 1, 0, 0);

        assertThat(renewals).hasValue(3);
    }

    private boolean renewed() {
        renewals.incrementAndGet();
        return assigned;
    }

    private static MutableClock stopped() {
        MutableClock clock = new MutableClock();
        clock.stopAt(Instant.parse("2026-01-01T00:00:00Z"));
        return clock;
    }

    private void look(long next, long end, long otherNext, long otherEnd) {
        progress.add(new GroupLook(topic, Map.of(ONE, next, OTHER, otherNext), Map.of(ONE, end, OTHER, otherEnd)));
    }

    private double lag() {
        return meters.get("baton.inbox.lag").gauge().value();
    }
}
