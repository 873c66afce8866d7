package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.baton.analytics.report.EscalationReport;
import dev.baton.events.BatonEvent;
import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.SessionMessageRecorded;
import dev.baton.events.SessionStepRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Computes from a whole history what the service must have made of it, in the plainest way. */
@NullMarked
public final class NaiveReader {
    private final List<EventEnvelope> events;

    public NaiveReader(History history) {
        this.events = history.events();
    }

    public Map<String, MetricTable.Row> rows() {
        Map<String, MetricTable.Row> rows = new TreeMap<>();
        for (EventEnvelope envelope : events) {
            if (envelope.event() instanceof HandoffCreated created) {
                HandoffId handoff = created.card().handoffId();
                Optional<HandoffClaimed> claim = claimOf(handoff);
                rows.put(handoff.toString(), new MetricTable.Row(handoff.value(), created.card().sessionId().value(),
                        created.card().createdAt(),
                        claim.map(claimed -> claimed.claimedBy().id().value()).orElse(null),
                        claim.map(HandoffClaimed::claimedAt).orElse(null),
                        claim.flatMap(this::firstActionOf).orElse(null)));
            }
        }
        return rows;
    }

    public void assertAgreesWith(EscalationReport report) {
        List<MetricTable.Row> claimed = rows().values()
                .stream()
                .filter(row -> row.claimedAt() != null && !row.claimedAt().isBefore(report.from()))
                .toList();
        List<Double> seconds = claimed.stream()
                .filter(row -> row.firstActionAt() != null)
                .map(row -> Math.max(0, Duration.between(row.claimedAt(), row.firstActionAt()).toMillis() / 1000.0))
                .sorted()
                .toList();

        assertThat(report.nHandoffsClaimed()).isEqualTo(claimed.size());
        assertThat(report.nHandoffsWithAction()).isEqualTo(seconds.size());
        assertSeconds(report.avgSeconds(), seconds, NaiveReader::average);
        assertSeconds(report.medianSeconds(), seconds, sorted -> percentile(sorted, 0.5));
        assertSeconds(report.p95Seconds(), seconds, sorted -> percentile(sorted, 0.95));
    }

    private Optional<HandoffClaimed> claimOf(HandoffId handoff) {
        return events.stream()
                .map(EventEnvelope::event)
                .filter(HandoffClaimed.class::isInstance)
                .map(HandoffClaimed.class::cast)
                .filter(claim -> claim.card().handoffId().equals(handoff))
                .findFirst();
    }

    private Optional<Instant> firstActionOf(HandoffClaimed claim) {
        return events.stream()
                .map(EventEnvelope::event)
                .flatMap(NaiveReader::actions)
                .filter(action -> action.handoff().equals(claim.card().handoffId()))
                .filter(action -> action.actor().id().equals(claim.claimedBy().id()))
                .map(Action::at)
                .min(Instant::compareTo);
    }

    private static Stream<Action> actions(BatonEvent event) {
        return switch (event) {
            case SessionStepRecorded step -> Stream.of(new Action(step.handoffId(), step.actor(), step.recordedAt()));
            case SessionMessageRecorded message -> Stream.of(
                    new Action(message.handoffId(), message.actor(), message.recordedAt()));
            default -> Stream.of();
        };
    }

    private record Action(HandoffId handoff, Person actor, Instant at) {}

    private static double percentile(List<Double> sorted, double fraction) {
        double position = fraction * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }

    private static double average(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).sum() / seconds.size();
    }

    private static void assertSeconds(@Nullable Double reported, List<Double> seconds,
            ToDoubleFunction<List<Double>> expected) {
        if (seconds.isEmpty()) {
            assertThat(reported).isNull();
        } else {
            assertThat(reported).isNotNull().isCloseTo(expected.applyAsDouble(seconds), offset(0.001));
        }
    }
}
