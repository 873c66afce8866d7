package dev.baton.messaging.relay;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.EventId;
import dev.baton.events.Topics;
import dev.baton.messaging.EventStream;
import dev.baton.messaging.SampleEvents;
import dev.baton.testing.MutableClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MutableClock clock = new MutableClock();
    private final OutboxMetrics metrics = new OutboxMetrics(meters, clock);

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "held", "parked", "oldest.age"})
    void aReplicaThatHasNotLookedDoesNotSayThatAllIsWell(String gauge) {
        assertThat(gauge(gauge)).isNaN();
    }

    @Test
    void theOldestAgeGrowsWhileARelayHangs() {
        metrics.backlog(new RelaySession.Backlog(1, 0, 0, clock.instant()));

        clock.advance(ofMinutes(3));

        assertThat(gauge("oldest.age")).isBetween(180.0, 190.0);
    }

    @Test
    void anEmptyOutboxThatNobodyLooksAtIsNotKnownToBeEmptyForLong() {
        metrics.backlog(new RelaySession.Backlog(0, 0, 0, null));

        clock.advance(ofMinutes(3));

        assertThat(gauge("oldest.age")).isBetween(180.0, 190.0);
    }

    @Test
    void onlyRoundsThatPublishedSomethingAreTimed() {
        metrics.published(List.of(), ofMinutes(1));
        metrics.published(List.of(aRecord()), ofMillis(250));

        Timer rounds = meters.get("baton.outbox.round").timer();
        assertThat(rounds.count()).isOne();
        assertThat(rounds.totalTime(MILLISECONDS)).isEqualTo(250);
    }

    @Test
    void anEmptyOutboxHasNoAge() {
        metrics.backlog(new RelaySession.Backlog(0, 2, 1, null));

        assertThat(gauge("oldest.age")).isZero();
        assertThat(gauge("held")).isEqualTo(2);
        assertThat(gauge("parked")).isOne();
    }

    private OutboxRecord aRecord() {
        return new OutboxRecord(1, new EventStream(Topics.HANDOFF_EVENTS, SampleEvents.anAccount()), "key", 1, 1,
                new EventId(UUID.randomUUID()), "handoff_created", null, new byte[0], clock.instant());
    }

    private double gauge(String name) {
        return meters.get("baton.outbox." + name).gauge().value();
    }
}
