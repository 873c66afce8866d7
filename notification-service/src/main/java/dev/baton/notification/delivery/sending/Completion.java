package dev.baton.notification.delivery.sending;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.delivery.Deliveries;
import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryState;
import dev.baton.notification.delivery.NewDelivery;
import dev.baton.notification.delivery.WakeUp;
import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.recipient.Recipients;
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what came of an attempt, together with what follows from it: a destination that takes nothing any more is
 * disabled, and its admins are told, once.
 */
@Service
class Completion {
    private static final Duration WORTH_TELLING = Duration.ofHours(24);

    private final Attempts attempts;
    private final AccountDestinations destinations;
    private final NameLock names;
    private final Recipients recipients;
    private final Deliveries deliveries;
    private final List<Channel> channels;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    Completion(Attempts attempts, AccountDestinations destinations, NameLock names, Recipients recipients,
            Deliveries deliveries, List<Channel> channels, DeliveryMetrics metrics, WakeUp wakeUp, TimeOrderedUuid ids,
            Clock clock) {
        this.attempts = attempts;
        this.destinations = destinations;
        this.names = names;
        this.recipients = recipients;
        this.deliveries = deliveries;
        this.channels = List.copyOf(channels);
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param ours false means fenced: the lease was over, and the delivery is no longer ours to decide
     * @param currentUrl false if the webhook has another URL by now: what the old one said is not held against it
     */
    record Written(boolean ours, boolean currentUrl) {}

    /** Writes it, unless the lease was over. */
    @Transactional
    public Written complete(Claim claim, Attempt attempt, Outcome outcome, Verdict verdict) {
        Attempt.Target webhook = attempt.webhook();
        if (webhook != null && outcome instanceof Outcome.Closed) {
            // The admins who are told are named. Before the delivery's row: an erasure takes them in this order, too.
            names.lockToWrite(claim.account());
        }
        boolean ours = attempts.complete(claim, verdict);
        if (ours && webhook != null && outcome instanceof Outcome.Closed closed) {
            // One transaction: a crash disables and tells, or does neither.
            destinations.disable(claim.account(), webhook.id(), webhook.version(), closed.answer())
                    .ifPresent(disabled -> tellAdmins(claim.account(), disabled, attempt.traceparent()));
        }
        return new Written(ours, webhook == null
                || destinations.isCurrent(claim.account(), webhook.id(), webhook.version()));
    }

    private void tellAdmins(AccountId account, Webhook disabled, @Nullable String traceparent) {
        Instant now = clock.instant();
        Audience admins = Audience.of(recipients.administrators(account));
        List<NewDelivery> mails = channels.stream()
                .flatMap(channel -> channel.addressees(admins)
                        .stream()
                        .map(admin -> new NewDelivery(account, new DeliveryId(ids.next()),
                                NewDelivery.About.disabled(disabled.id()), channel.name(), admin,
                                DeliveryState.PENDING, null, traceparent, now, now, now.plus(WORTH_TELLING))))
                .toList();
        deliveries.add(mails).forEach(mail -> metrics.reached(mail.state(), mail.channel()));
        wakeUp.afterCommit();
    }
}
