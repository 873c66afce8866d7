package dev.baton.notification.delivery.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventWithheld;
import dev.baton.events.HandoffAssessmentReady;
import dev.baton.events.HandoffCancelled;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.HandoffReadBackCorrected;
import dev.baton.events.HandoffReturned;
import dev.baton.events.SessionMessageRecorded;
import dev.baton.events.SessionResolved;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.Topics;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.EventSubscription;
import dev.baton.notification.delivery.PickUps;
import dev.baton.notification.delivery.Reminders;
import dev.baton.notification.recipient.Recipients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads the handoff topic: what was escalated is announced, what is overdue is reminded of, what has lost its purpose is
 * stopped.
 */
@Configuration(proxyBeanMethods = false)
class HandoffEvents {
    private final PickUps pickUps;
    private final Reminders reminders;
    private final DirectoryProgress directory;

    HandoffEvents(PickUps pickUps, Reminders reminders, DirectoryProgress directory) {
        this.pickUps = pickUps;
        this.reminders = reminders;
        this.directory = directory;
    }

    @Bean
    EventSubscription handoffSubscription() {
        return new EventSubscription(Recipients.GROUP, Topics.HANDOFF_EVENTS, this::handle);
    }

    private void handle(EventEnvelope envelope) {
        AccountId account = envelope.accountId();
        switch (envelope.event()) {
            case HandoffCreated created -> {
                // Whoever was hired before the escalation is told, whoever left before it is not: wait for the directory.
                directory.require(Recipients.GROUP, account, created.card().directoryVersion());
                pickUps.ask(account, created.card(), envelope.traceparent(), envelope.time());
            }
            case HandoffOverdue overdue -> {
                directory.require(Recipients.GROUP, account, overdue.card().directoryVersion());
                reminders.remind(account, overdue, envelope.traceparent(), envelope.time());
            }
            case HandoffClaimed claimed -> pickUps.claimed(account, claimed.card(), claimed.claimedBy().id());
            case HandoffCancelled cancelled -> pickUps.cancelled(account, cancelled.card());
            case HandoffReturned returned -> pickUps.returned(account, returned.card());
            case SessionStepRecorded step -> reminders.workedOn(account, step.handoffId(), step.actor().id());
            case SessionMessageRecorded message ->
                reminders.workedOn(account, message.handoffId(), message.actor().id());
            case SessionResolved resolved -> reminders.resolved(account, resolved.handoffId());
            case HandoffAssessmentReady _,HandoffReadBackCorrected _,EventWithheld _,DirectoryUserChanged _ -> {
                // Nobody is told of these.
            }
        }
    }
}
