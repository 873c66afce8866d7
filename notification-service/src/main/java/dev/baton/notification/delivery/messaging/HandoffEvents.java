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
import dev.baton.notification.recipient.Recipients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the handoff topic: what was escalated is announced, what was claimed is not announced any more. */
@Configuration(proxyBeanMethods = false)
class HandoffEvents {
    private final PickUps pickUps;
    private final DirectoryProgress directory;

    HandoffEvents(PickUps pickUps, DirectoryProgress directory) {
        this.pickUps = pickUps;
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
            case HandoffClaimed claimed -> pickUps.claimed(account, claimed.card());
            case HandoffCancelled cancelled -> pickUps.cancelled(account, cancelled.card());
            // What is asked of people stopped with the claim; the handoff that replaces it is created by its own event.
            case HandoffReturned returned -> pickUps.claimed(account, returned.card());
            case HandoffAssessmentReady _,HandoffReadBackCorrected _,HandoffOverdue _,SessionStepRecorded _,SessionMessageRecorded _,SessionResolved _,EventWithheld _,DirectoryUserChanged _ -> {
                // Nobody is told of these.
            }
        }
    }
}
