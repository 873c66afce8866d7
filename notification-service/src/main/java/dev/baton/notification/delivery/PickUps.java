package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.UserId;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.destination.Webhooks;
import dev.baton.notification.handoff.KnownHandoffs;
import dev.baton.notification.recipient.Recipients;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks everyone who may to pick up a handoff, until somebody has. All of it runs in the transaction of its event. */
@Service
public class PickUps {
    private final KnownHandoffs handoffs;
    private final Recipients recipients;
    private final Webhooks webhooks;
    private final HandoffMessages messages;

    PickUps(KnownHandoffs handoffs, Recipients recipients, Webhooks webhooks, HandoffMessages messages) {
        this.handoffs = handoffs;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.messages = messages;
    }

    /**
     * Makes one delivery for each eligible person and for each chat of the account (N1, N4, N6).
     *
     * @param traceparent of the request that escalated
     * @param happenedAt time of the event
     */
    public void ask(AccountId account, HandoffCard card, @Nullable String traceparent, Instant happenedAt) {
        handoffs.rememberOpen(account, card);
        messages.send(account, new HandoffMessages.Cause(DeliveryKind.PICK_UP, card, traceparent, happenedAt),
                new Audience(recipients.eligible(account, card.handedOffBy().id()), webhooks.byChannel(account)));
    }

    /** Somebody has it: nobody is asked any more, see {@link HandoffMessages#stop}. */
    public void claimed(AccountId account, HandoffCard card, UserId claimer) {
        handoffs.rememberClaimed(account, card, claimer);
        messages.stop(account, card.handoffId(), DeliveryKind.ASKING, Reasons.HANDOFF_CLAIMED);
    }

    /** It was taken back. */
    public void cancelled(AccountId account, HandoffCard card) {
        handoffs.rememberCancelled(account, card);
        messages.stop(account, card.handoffId(), DeliveryKind.OF_HANDOFF, Reasons.HANDOFF_CANCELLED);
    }

    /** Its claimer gave it back. What waits in its place is another handoff, with an event of its own. */
    public void returned(AccountId account, HandoffCard card) {
        handoffs.rememberReturned(account, card);
        messages.stop(account, card.handoffId(), DeliveryKind.OF_HANDOFF, Reasons.HANDOFF_RETURNED);
    }

    /** Stops the messages of any kind to somebody who was erased, see {@link HandoffMessages#stop}. */
    public void stopWritingTo(AccountId account, UserId person) {
        messages.stopAllTo(account, person, Reasons.RECIPIENT_NOT_ELIGIBLE);
    }
}
