package dev.baton.gateway.feed.messaging;

import dev.baton.events.EventCodec;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Directory;
import dev.baton.gateway.feed.FeedMetrics;
import dev.baton.gateway.feed.FeedProperties;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One thread for each of the two topics. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    TopicTail handoffTail(AccountLogs logs, KafkaClients clients, FeedProperties properties, FeedMetrics metrics,
            Clock clock) {
        return new TopicTail(new HandoffReader(logs, properties, metrics, clock), clients, properties, metrics);
    }

    @Bean
    PastReader pastReader(KafkaClients clients, PastProperties properties, PastMetrics metrics) {
        return new PastReader(() -> clients.consumer(PastReader.CLIENT), properties, metrics);
    }

    @Bean
    TopicTail directoryTail(Directory directory, KafkaClients clients, FeedProperties properties,
            FeedMetrics metrics) {
        return new TopicTail(new DirectoryReader(directory, new EventCodec(), metrics), clients, properties, metrics);
    }
}
