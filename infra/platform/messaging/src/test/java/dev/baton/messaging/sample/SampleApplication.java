package dev.baton.messaging.sample;

import dev.baton.events.Topics;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.messaging.EventSubscription;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service with an outbox that also consumes what it publishes. */
@SpringBootApplication
public class SampleApplication {
    /** A group whose dead-letter topics are in the platform's list. */
    public static final String GROUP = "notification-service";

    @Bean
    Effects effects(JdbcClient jdbc) {
        return new Effects(jdbc);
    }

    @Bean
    EventSubscription events(Effects effects) {
        return new EventSubscription(GROUP, Topics.HANDOFF_EVENTS, effects);
    }

    @Bean
    DirectorySubscription directory(Effects effects) {
        return new DirectorySubscription(GROUP, effects);
    }
}
