package dev.baton.notification.recipient.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.notification.erasure.Erasure;
import dev.baton.notification.recipient.Recipients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the directory topic: who works in which account, and in which role. */
@Configuration(proxyBeanMethods = false)
class DirectoryChanges {
    private final Recipients recipients;
    private final Erasure erasure;

    DirectoryChanges(Recipients recipients, Erasure erasure) {
        this.recipients = recipients;
        this.erasure = erasure;
    }

    @Bean
    DirectorySubscription directorySubscription() {
        return new DirectorySubscription(Recipients.GROUP, this::handle);
    }

    private void handle(AccountId account, DirectoryUserChanged person) {
        if (person.status() == MemberStatus.DELETED) {
            erasure.erase(account, person);
        } else {
            recipients.remember(account, person);
        }
    }
}
