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
import dev.baton.notification.handoff.KnownHandoffs;
import dev.baton.notification.handoff.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes messages about handoffs, and stops them. All methods run in the transaction of their event. */
@Component
class HandoffMessages {
    private final KnownHandoffs handoffs;
    private final Deliveries deliveries;
    private final List<Channel> channels;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    HandoffMessages(KnownHandoffs handoffs, Deliveries deliveries, List<Channel> channels,
            DeliveryProperties properties, DeliveryMetrics metrics, WakeUp wakeUp, TimeOrderedUuid ids, Clock clock) {
        this.handoffs = handoffs;
        this.deliveries = deliveries;
        this.channels = List.copyOf(channels);
        this.properties = properties;
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Why messages are made.
     *
     * @param traceparent of the request or the job that caused it
     * @param happenedAt time of the event: what is read too late is recorded as expired and not sent
     */
    record Cause(DeliveryKind kind, HandoffCard card, @Nullable String traceparent, Instant happenedAt) {}

    /** One delivery for each person and chat (N6); sending starts right after the commit. */
    void send(AccountId account, Cause cause, Audience audience) {
        String over = over(account, cause.card().handoffId(), cause.kind());
        List<NewDelivery> wanted = channels.stream()
                .flatMap(channel -> channel.addressees(audience)
                        .stream()
                        .map(addressee -> delivery(account, cause, channel, addressee, over)))
                .toList();
        deliveries.add(wanted).forEach(added -> metrics.reached(added.state(), added.channel()));
        wakeUp.afterCommit();
    }

    /**
     * Messages that are not on the wire yet are suppressed, also those waiting for a retry (N8). Of one that may have
     * been accepted nobody can say that it was suppressed: a person is asked.
     */
    void stop(AccountId account, HandoffId handoff, Set<DeliveryKind> kinds, String reason) {
        metrics.reached(DeliveryState.NEEDS_REVIEW, deliveries.review(account, handoff, kinds));
        metrics.reached(DeliveryState.SUPPRESSED, deliveries.suppress(account, handoff, kinds, reason));
    }

    /** The same for all messages to a person. */
    void stopAllTo(AccountId account, UserId person, String reason) {
        metrics.reached(DeliveryState.NEEDS_REVIEW, deliveries.reviewAllTo(account, person));
        metrics.reached(DeliveryState.SUPPRESSED, deliveries.suppressAllTo(account, person, reason));
    }

    private NewDelivery delivery(AccountId account, Cause cause, Channel channel, Addressee addressee,
            @Nullable String over) {
        Instant now = clock.instant();
        Instant expiresAt = cause.happenedAt().plus(properties.expiry(cause.kind()));
        DeliveryState state = over != null
                ? DeliveryState.SUPPRESSED
                : now.isBefore(expiresAt) ? DeliveryState.PENDING : DeliveryState.EXPIRED;
        HandoffCard card = cause.card();
        NewDelivery.About about = NewDelivery.About.handoff(cause.kind(), card.handoffId(), card.version(),
                addressee.webhook());
        return new NewDelivery(account, new DeliveryId(ids.next()), about, channel.name(), addressee, state,
                over == null ? reasonFor(state) : over, cause.traceparent(), now, cause.happenedAt(), expiresAt);
    }

    private static @Nullable String reasonFor(DeliveryState state) {
        return state == DeliveryState.EXPIRED ? Reasons.TOO_LATE : null;
    }

    /** Why nobody is to be told any more: a dead letter may be replayed after later events. */
    private @Nullable String over(AccountId account, HandoffId handoff, DeliveryKind kind) {
        Standing standing = handoffs.standing(account, handoff).orElseThrow();
        boolean asking = DeliveryKind.ASKING.contains(kind);
        return switch (standing.status()) {
            case OPEN -> null;
            case CLAIMED -> asking ? Reasons.HANDOFF_CLAIMED : standing.workedOn() ? Reasons.SESSION_WORKED_ON : null;
            case CANCELLED -> Reasons.HANDOFF_CANCELLED;
            case RETURNED -> Reasons.HANDOFF_RETURNED;
        };
    }
}
