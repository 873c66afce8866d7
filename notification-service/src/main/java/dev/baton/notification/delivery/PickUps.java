package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.destination.Webhooks;
import dev.baton.notification.handoff.KnownHandoffs;
import dev.baton.notification.recipient.Recipients;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks everyone who may to pick up a handoff, until somebody has. All of it runs in the transaction of its event. */
@Service
public class PickUps {
    private final KnownHandoffs handoffs;
    private final Recipients recipients;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final List<Channel> channels;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    PickUps(KnownHandoffs handoffs, Recipients recipients, Webhooks webhooks, Deliveries deliveries,
            List<Channel> channels, DeliveryProperties properties, DeliveryMetrics metrics, WakeUp wakeUp,
            TimeOrderedUuid ids, Clock clock) {
        this.handoffs = handoffs;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.channels = List.copyOf(channels);
        this.properties = properties;
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes one delivery for each eligible person and for each chat of the account (N1, N4, N6); sending starts right after the commit.
     *
     * @param traceparent of the request that escalated
     * @param happenedAt time of the event: what is read too late is recorded as expired and not sent
     */
    public void ask(AccountId account, HandoffCard card, @Nullable String traceparent, Instant happenedAt) {
        handoffs.rememberOpen(account, card);
        String over = over(account, card.handoffId());
        Audience audience = new Audience(recipients.eligible(account, card.handedOffBy().id()),
                webhooks.of(account).stream().collect(Collectors.toMap(hook -> hook.kind().code(), Webhook::id)));
        List<NewDelivery> asked = channels.stream()
                .flatMap(channel -> channel.addressees(audience)
                        .stream()
                        .map(addressee -> delivery(account, card, channel, addressee, over, traceparent, happenedAt)))
                .toList();
        deliveries.add(asked).forEach(added -> metrics.reached(added.state(), added.channel()));
        wakeUp.afterCommit();
    }

    /** Somebody has it, see {@link #stopAsking}. */
    public void claimed(AccountId account, HandoffCard card) {
        handoffs.rememberClaimed(account, card);
        stopAsking(account, card, Reasons.HANDOFF_CLAIMED);
    }

    /** It was taken back, see {@link #stopAsking}. */
    public void cancelled(AccountId account, HandoffCard card) {
        handoffs.rememberCancelled(account, card);
        stopAsking(account, card, Reasons.HANDOFF_CANCELLED);
    }

    /**
     * Messages that are not on the wire yet are suppressed, also those waiting for a retry (N8). Of one that may have
     * been accepted nobody can say that it was suppressed: a person is asked.
     */
    private void stopAsking(AccountId account, HandoffCard card, String reason) {
        metrics.reached(DeliveryState.NEEDS_REVIEW, deliveries.reviewPickUps(account, card.handoffId()));
        List<String> suppressed = deliveries.suppressPickUps(account, card.handoffId(), reason);
        metrics.reached(DeliveryState.SUPPRESSED, suppressed);
    }

    /** The same for all messages to somebody who was erased. */
    public void stopWritingTo(AccountId account, UserId person) {
        metrics.reached(DeliveryState.NEEDS_REVIEW, deliveries.reviewAllTo(account, person));
        metrics.reached(DeliveryState.SUPPRESSED,
                deliveries.suppressAllTo(account, person, Reasons.RECIPIENT_NOT_ELIGIBLE));
    }

    private NewDelivery delivery(AccountId account, HandoffCard card, Channel channel, Addressee addressee,
            @Nullable String over, @Nullable String traceparent, Instant happenedAt) {
        Instant now = clock.instant();
        Instant expiresAt = happenedAt.plus(properties.pickUpExpiry());
        DeliveryState state = over != null
                ? DeliveryState.SUPPRESSED
                : now.isBefore(expiresAt) ? DeliveryState.PENDING : DeliveryState.EXPIRED;
        NewDelivery.About about = NewDelivery.About.handoff(card.handoffId(), card.version(), addressee.webhook());
        return new NewDelivery(account, new DeliveryId(ids.next()), about, channel.name(), addressee, state,
                over == null ? reasonFor(state) : over, traceparent, now, happenedAt, expiresAt);
    }

    private static @Nullable String reasonFor(DeliveryState state) {
        return state == DeliveryState.EXPIRED ? Reasons.TOO_LATE : null;
    }

    /** Why nobody is asked any more: a dead letter may be replayed after later events. */
    private @Nullable String over(AccountId account, HandoffId handoff) {
        if (handoffs.isOpen(account, handoff)) {
            return null;
        }
        return handoffs.isCancelled(account, handoff) ? Reasons.HANDOFF_CANCELLED : Reasons.HANDOFF_CLAIMED;
    }
}
