package dev.baton.notification.delivery.sending;

import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.SendingSpans;
import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Destination;
import dev.baton.notification.destination.Gates;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Sees one claimed delivery through: last look, wire, outcome. Called by many threads. */
@Component
class Sender {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Attempts attempts;
    private final Completion completion;
    private final SendingSpans spans;
    private final AccountDestinations destinations;
    private final Gates gates;
    private final RetrySchedule schedule;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final RetryTemplate insistence;

    Sender(Attempts attempts, Completion completion, SendingSpans spans,
            AccountDestinations destinations, Gates gates, RetrySchedule schedule, DeliveryMetrics metrics,
            DeliveryProperties properties, Clock clock) {
        this.attempts = attempts;
        this.completion = completion;
        this.spans = spans;
        this.destinations = destinations;
        this.gates = gates;
        this.schedule = schedule;
        this.metrics = metrics;
        this.clock = clock;
        // As long as the delivery is ours; then it becomes ambiguous for whoever sweeps.
        this.insistence = new RetryTemplate(RetryPolicy.builder()
                .delay(Duration.ofMillis(100))
                .multiplier(2)
                .maxDelay(Duration.ofSeconds(5))
                .maxRetries(Long.MAX_VALUE)
                .timeout(properties.sendingLease())
                .build());
    }

    void send(Claim claim, Channel channel) {
        Optional<Attempt> attempt = Tenant.call(claim.account(), () -> attempts.begin(claim));
        if (attempt.isEmpty()) {
            if (claim.probe()) {
                gates.probeUnused(claim.destination());
            }
            return;
        }
        // From here to the end of complete() a crash leaves the row in sending; its lease tells the others.
        Outcome outcome = send(channel, attempt.get());
        Instant now = clock.instant();
        Verdict verdict = Verdict.of(outcome, attempt.get(), schedule, now);
        Completion.Written written = complete(claim, attempt.get(), outcome, verdict);
        if (written.ours()) {
            record(claim, attempt.get(), verdict, now);
        } else {
            metrics.fenced();
            log.atWarn().addKeyValue("deliveryId", claim.id()).log("outcome came after the lease and was dropped");
        }
        if (written.currentUrl()) {
            report(claim.destination(), outcome);
        }
    }

    private Outcome send(Channel channel, Attempt attempt) {
        boolean allowed = attempt.webhook() == null || WebhookKind.of(channel.name())
                .filter(kind -> destinations.allows(kind, attempt.notice().address()))
                .isPresent();
        if (!allowed) {
            // Not disabled: another replica may have a longer list while they are restarted one by one.
            log.atError()
                    .addKeyValue("channel", channel.name())
                    .log("the host of a webhook is not on the list any more");
            return new Outcome.Unavailable("the host is not on the list of allowed ones");
        }
        return spans.send(channel, attempt.notice(), attempt.kind().code(), attempt.number(), attempt.traceparent());
    }

    // A database that restarts meanwhile must not turn an accepted message into a repeated one.
    private Completion.Written complete(Claim claim, Attempt attempt, Outcome outcome, Verdict verdict) {
        try {
            return Objects.requireNonNull(insistence.execute(
                    () -> Tenant.call(claim.account(), () -> completion.complete(claim, attempt, outcome, verdict))));
        } catch (RetryException e) {
            throw new IllegalStateException("the outcome of delivery " + claim.id() + " could not be written", e);
        }
    }

    private void report(Destination destination, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _,Outcome.Refused _,Outcome.Closed _ -> gates.working(destination);
            case Outcome.Deferred deferred -> {
                gates.working(destination);
                if (deferred.notBefore() != null) {
                    gates.hold(destination, deferred.notBefore());
                }
            }
            case Outcome.Unavailable _,Outcome.Ambiguous _ -> gates.failing(destination);
        }
    }

    private void record(Claim claim, Attempt attempt, Verdict verdict, Instant now) {
        metrics.reached(verdict.state(), claim.destination().channel());
        if (verdict.state() == DeliveryState.ACCEPTED) {
            metrics.accepted(claim.destination().channel(), Duration.between(attempt.happenedAt(), now));
        }
        log.atInfo()
                .addKeyValue("deliveryId", claim.id())
                .addKeyValue("channel", claim.destination().channel())
                .addKeyValue("state", verdict.state().code())
                .addKeyValue("attempt", attempt.number())
                .log("delivery attempted");
    }
}
