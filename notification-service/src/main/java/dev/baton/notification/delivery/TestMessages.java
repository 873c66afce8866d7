package dev.baton.notification.delivery;

import dev.baton.events.Person;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tracing.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends a marked test message the way that every other message goes (N12). */
@Service
public class TestMessages {
    private static final Duration WORTH_SENDING = Duration.ofMinutes(15);

    private final AccountDestinations destinations;
    private final Deliveries deliveries;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final Traces traces;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    TestMessages(AccountDestinations destinations, Deliveries deliveries, DeliveryMetrics metrics, WakeUp wakeUp,
            Traces traces, TimeOrderedUuid ids, Clock clock) {
        this.destinations = destinations;
        this.deliveries = deliveries;
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.traces = traces;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns the delivery, whose record tells what became of it; it may be that the destination is disabled.
     *
     * @throws NotFound 404 when there is no such destination
     * @throws TestUnderWay 409 while an earlier test is undecided: a queue of them would delay real messages
     */
    @Transactional
    public DeliveryId send(Actor actor, WebhookKind kind) {
        Webhook webhook = destinations.tested(actor, kind);
        if (deliveries.testIsUnderWay(actor.accountId(), webhook.id())) {
            throw new TestUnderWay();
        }
        Instant now = clock.instant();
        NewDelivery test = new NewDelivery(actor.accountId(), new DeliveryId(ids.next()),
                NewDelivery.About.test(webhook.id(), new Person(actor.id(), actor.name())), kind.code(),
                Addressee.webhook(webhook.id(), kind.label()), DeliveryState.PENDING, null, traces.current(), now, now,
                now.plus(WORTH_SENDING));
        deliveries.add(List.of(test));
        metrics.reached(test.state(), test.channel());
        wakeUp.afterCommit();
        return test.id();
    }
}
