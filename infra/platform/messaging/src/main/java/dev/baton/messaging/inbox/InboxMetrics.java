package dev.baton.messaging.inbox;

import dev.baton.events.EventEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one subscription shows to operators; tags are its group, its topic and closed lists. */
final class InboxMetrics {
    private static final Logger log = LoggerFactory.getLogger(InboxMetrics.class);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Tags tags;
    private final Timer delay;

    InboxMetrics(MeterRegistry meters, Clock clock, String group, String topic) {
        this.meters = meters;
        this.clock = clock;
        this.tags = Tags.of("group", group, "topic", topic);
        this.delay = Timer.builder("baton.inbox.delay")
                .tags(tags)
                .description("from the event to its effect")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        // At 0 from the start, so that the first one is a change that an alert can see.
        count("baton.inbox.gaps", 0);
        count("baton.inbox.holes", 0);
        count("baton.inbox.conflicts", 0);
        count("baton.inbox.baselines", 0);
        for (Failure failure : Failure.values()) {
            retried(failure, 0);
        }
        for (Outcome outcome : Outcome.values()) {
            outcome(outcome, 0);
        }
    }

    void outcome(Outcome outcome) {
        outcome(outcome, 1);
    }

    void applied(EventEnvelope event) {
        delay.record(Duration.ofMillis(Math.max(0, clock.millis() - event.time().toEpochMilli())));
    }

    void retried(Failure failure) {
        retried(failure, 1);
    }

    void gap(RecordIdentity record, long firstMissing) {
        count("baton.inbox.gaps", 1);
        log.atWarn()
                .addKeyValue("accountId", record.account())
                .addKeyValue("expected", firstMissing)
                .addKeyValue("found", record.sequence())
                .log("a gap; reading again from before it");
    }

    void holes(RecordIdentity record, long missing) {
        count("baton.inbox.holes", missing);
        log.atError()
                .addKeyValue("accountId", record.account())
                .addKeyValue("missing", missing)
                .addKeyValue("sequence", record.sequence())
                .log("events of an account are missing; going on without");
    }

    void conflict(RecordIdentity record) {
        count("baton.inbox.conflicts", 1);
        log.atError()
                .addKeyValue("accountId", record.account())
                .addKeyValue("sequence", record.sequence())
                .log("two events have the same sequence; was an epoch not raised after a restore?");
    }

    void baseline(RecordIdentity record) {
        if (record.sequence() > 1) {
            count("baton.inbox.baselines", 1);
            log.atInfo()
                    .addKeyValue("accountId", record.account())
                    .addKeyValue("sequence", record.sequence())
                    .log("first event of the account is not its first; older ones are not kept any more");
        }
    }

    private void retried(Failure failure, int amount) {
        Counter.builder("baton.inbox.retries")
                .tags(tags.and("reason", failure.tag()))
                .register(meters)
                .increment(amount);
    }

    private void outcome(Outcome outcome, int amount) {
        Counter.builder("baton.inbox.records")
                .tags(tags.and("outcome", outcome.tag()))
                .register(meters)
                .increment(amount);
    }

    private void count(String name, long amount) {
        Counter.builder(name).tags(tags).register(meters).increment((double) amount);
    }
}
