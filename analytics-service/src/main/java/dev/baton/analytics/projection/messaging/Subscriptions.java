package dev.baton.analytics.projection.messaging;

import dev.baton.analytics.projection.Generation;
import dev.baton.analytics.projection.ProjectionProperties;
import dev.baton.events.Topics;
import dev.baton.messaging.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Subscriptions {
    @Bean
    EventSubscription handoffEventSubscription(HandoffEvents events, ProjectionProperties properties) {
        return new EventSubscription(properties.built().group(), Generation.service(), Topics.HANDOFF_EVENTS,
                events);
    }
}
