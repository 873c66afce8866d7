package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.UserId;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.destination.Webhooks;
import dev.baton.notification.handoff.KnownHandoffs;
import dev.baton.notification.recipient.Recipient;
import dev.baton.notification.recipient.Recipients;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reminds of handoffs that nobody takes, and of claims that nothing follows (H12). When is decided where the deadline is
 * kept, which knows office hours and quiet hours. All of it runs in the transaction of its event.
 */
@Service
public class Reminders {
    private final KnownHandoffs handoffs;
    private final Recipients recipients;
    private final Webhooks webhooks;
    private final HandoffMessages messages;

    Reminders(KnownHandoffs handoffs, Recipients recipients, Webhooks webhooks, HandoffMessages messages) {
        this.handoffs = handoffs;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.messages = messages;
    }

    /**
     * Unclaimed: everyone who may pick it up is told, later admins and owners, never who escalated; each time with the
     * chats of the account. Claimed: its claimer is told, and no chat, since it is nobody else's business.
     *
     * @param traceparent of the job that found it overdue
     * @param happenedAt time of the event
     */
    public void remind(AccountId account, HandoffOverdue overdue, @Nullable String traceparent, Instant happenedAt) {
        HandoffCard card = overdue.card();
        UserId escalator = card.handedOffBy().id();
        switch (overdue.stage()) {
            case REMINDER -> stillWaiting(account, recipients.eligible(account, escalator),
                    new HandoffMessages.Cause(DeliveryKind.REMINDER, card, traceparent, happenedAt));
            case ADMINS -> stillWaiting(account, recipients.administrators(account)
                    .stream()
                    .filter(admin -> !admin.id().equals(escalator))
                    .toList(),
                    new HandoffMessages.Cause(DeliveryKind.ADMIN_REMINDER, card, traceparent, happenedAt));
            case IDLE -> nothingDone(account,
                    new HandoffMessages.Cause(DeliveryKind.IDLE_REMINDER, card, traceparent, happenedAt));
        }
    }

    /** Somebody did something in the session of a claimed handoff; only what its claimer does counts. */
    public void workedOn(AccountId account, HandoffId handoff, UserId by) {
        if (handoffs.rememberWorkedOn(account, handoff, by)) {
            stopUrging(account, handoff);
        }
    }

    /** Its session is solved, by whomever: the claimer has nothing to do any more. */
    public void resolved(AccountId account, HandoffId handoff) {
        if (handoffs.rememberResolved(account, handoff)) {
            stopUrging(account, handoff);
        }
    }

    private void stopUrging(AccountId account, HandoffId handoff) {
        messages.stop(account, handoff, Set.of(DeliveryKind.IDLE_REMINDER), Reasons.SESSION_WORKED_ON);
    }

    private void stillWaiting(AccountId account, List<Recipient> people, HandoffMessages.Cause cause) {
        // It is unknown where the event that made it was lost.
        handoffs.rememberOpen(account, cause.card());
        messages.send(account, cause, new Audience(people, webhooks.byChannel(account)));
    }

    private void nothingDone(AccountId account, HandoffMessages.Cause cause) {
        handoffs.standing(account, cause.card().handoffId())
                .flatMap(standing -> Optional.ofNullable(standing.claimer()))
                .flatMap(claimer -> recipients.findEligible(account, claimer))
                .ifPresent(claimer -> messages.send(account, cause, Audience.of(List.of(claimer))));
    }
}
