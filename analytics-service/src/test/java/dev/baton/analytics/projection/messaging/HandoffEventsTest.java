package dev.baton.analytics.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.analytics.AnalyticsTest;
import dev.baton.analytics.EventLog;
import dev.baton.analytics.History;
import dev.baton.analytics.MetricTable;
import dev.baton.analytics.NaiveReader;
import dev.baton.analytics.report.EscalationReports;
import dev.baton.analytics.report.Period;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffEvent;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.events.PoisonRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@AnalyticsTest
class HandoffEventsTest {
    @Autowired
    MetricTable table;
    @Autowired
    EscalationReports reports;
    @Autowired
    MeterRegistry meters;
    @Autowired
    Clock clock;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void aHistoryWithRepeatsEndsInWhatANaiveReaderComputes(long seed) {
        History history = History.random(seed, 60, clock.instant());
        NaiveReader expected = new NaiveReader(history);

        EventLog.publish(withRepeats(history.events(), new Random(seed)));

        await().untilAsserted(() -> assertThat(table.rows(history.account(), 1)).isEqualTo(expected.rows()));
        for (Period period : Period.values()) {
            expected.assertAgreesWith(Tenant.call(history.account(), () -> reports.escalations(period)));
        }
    }

    @Test
    void accountsSideBySideAreMeasuredApart() {
        List<History> histories = List.of(History.random(21, 40, clock.instant()),
                History.random(22, 40, clock.instant()), History.random(23, 40, clock.instant()));
        List<EventEnvelope> mixed = new ArrayList<>();
        histories.forEach(history -> mixed.addAll(history.events()));
        mixed.sort(Comparator.comparingLong(EventEnvelope::sequence));

        EventLog.publish(mixed);

        histories.forEach(history -> await().untilAsserted(() -> assertThat(table.rows(history.account(), 1))
                .isEqualTo(new NaiveReader(history).rows())));
    }

    @Test
    void everyExampleOfTheContractIsUnderstood() throws IOException {
        List<EventEnvelope> examples = examples();

        EventLog.publish(examples);

        HandoffClaimed claim = examples.stream()
                .map(EventEnvelope::event)
                .filter(HandoffClaimed.class::isInstance)
                .map(HandoffClaimed.class::cast)
                .findAny()
                .orElseThrow();
        long handoffs = examples.stream()
                .map(EventEnvelope::event)
                .filter(HandoffCreated.class::isInstance)
                .map(HandoffCreated.class::cast)
                .map(created -> created.card().handoffId())
                .distinct()
                .count();
        await().untilAsserted(() -> assertThat(table.rows(examples.getFirst().accountId(), 1)).hasSize((int) handoffs)
                .hasEntrySatisfying(claim.card().handoffId().toString(), row -> {
                    assertThat(row.claimedAt()).isEqualTo(claim.claimedAt());
                    assertThat(row.firstActionAt()).isAfter(claim.claimedAt());
                }));
    }

    @ParameterizedTest
    @EnumSource(PoisonRecord.class)
    void poisonOfEveryKindIsPassedAndWhatComesMendedIsMeasuredOnce(PoisonRecord poison) {
        History history = History.random(31, 5, clock.instant());
        List<EventEnvelope> events = history.events();
        EventLog.publish(events.subList(0, 2));
        EventLog.publishPoisonInPlaceOf(events.get(2), poison);
        EventLog.publish(events.subList(3, events.size()));
        EventLog.publish(List.of(events.get(2), events.get(2)));

        await().untilAsserted(() -> assertThat(table.rows(history.account(), 1))
                .isEqualTo(new NaiveReader(history).rows()));
    }

    @Test
    void howFreshTheAnswersAreIsMeasured() {
        Timer delay = meters.get("baton.inbox.delay").tag("group", "analytics-service").timer();
        long before = delay.count();
        History history = History.empty();
        history.created(clock.instant());

        EventLog.publish(history.events());

        await().untilAsserted(() -> assertThat(delay.count()).isGreaterThan(before));
        assertThat(table.rows(history.account(), 1)).hasSize(1);
    }

    // As a relay repeats after a crash: it goes back to where the last acknowledgement was and sends from there again.
    private static List<EventEnvelope> withRepeats(List<EventEnvelope> events, Random random) {
        List<EventEnvelope> sent = new ArrayList<>();
        for (int next = 0; next < events.size(); next++) {
            sent.add(events.get(next));
            if (random.nextInt(10) == 0) {
                sent.addAll(events.subList(Math.max(0, next - random.nextInt(20)), next + 1));
            }
        }
        return sent;
    }

    private static List<EventEnvelope> examples() throws IOException {
        EventCodec codec = new EventCodec();
        List<EventEnvelope> examples = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:contracts/examples/*.json")) {
            if (codec.decode(file.getContentAsByteArray(), 1) instanceof Decoded.Known(EventEnvelope example)
                    && example.event() instanceof HandoffEvent) {
                examples.add(example);
            }
        }
        examples.sort(Comparator.comparingLong(EventEnvelope::sequence));
        return examples;
    }
}
