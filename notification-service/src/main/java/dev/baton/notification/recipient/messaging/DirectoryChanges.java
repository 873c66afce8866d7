package dev.baton.notification.recipient.messaging;

import dev.baton.messaging.DirectorySubscription;
import dev.baton.notification.recipient.Recipients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the directory topic: who works in which account, and in which role. */
@Configuration(proxyBeanMethods = false)
class DirectoryChanges {
    @Bean
    DirectorySubscription directorySubscription(Recipients recipients) {
        return new DirectorySubscription(Recipients.GROUP, recipients::remember);
    }
}
