package dev.baton.messaging.inbox;

import dev.baton.events.EventCodec;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.messaging.EventSubscription;
import dev.baton.messaging.progress.GroupWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Consumes for every bean that is an {@link EventSubscription} or a {@link DirectorySubscription}. */
@AutoConfiguration(afterName = {"dev.baton.platform.time.TimeAutoConfiguration",
        "dev.baton.platform.tenancy.TenancyAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(InboxProperties.class)
class InboxAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    DirectoryProgress directoryProgress(JdbcClient jdbc) {
        return new DirectoryProgress(jdbc);
    }

    @Bean
    Subscriptions messagingSubscriptions(ObjectProvider<EventSubscription> events,
            ObjectProvider<DirectorySubscription> directories, SubscriptionWiring wiring,
            @Qualifier("deadLetters") DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers) {
        List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers = new ArrayList<>();
        events.orderedStream().map(wiring::container).forEach(containers::add);
        directories.orderedStream().map(wiring::container).forEach(containers::add);
        return new Subscriptions(containers, deadLetterProducers);
    }

    @Bean
    SubscriptionWiring messagingSubscriptionWiring(JdbcClient jdbc, PlatformTransactionManager transactions,
            EventCodec codec, DirectoryProgress progress,
            @Qualifier("deadLetters") DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers,
            SubscriptionContainers containers, InboxProperties properties, GroupWatch watch, MeterRegistry meters,
            Clock clock) {
        return new SubscriptionWiring(jdbc, new TransactionTemplate(transactions), codec, progress,
                new KafkaTemplate<>(deadLetterProducers), containers, properties, watch, meters, clock);
    }

    @Bean
    GroupWatch messagingGroupWatch(KafkaAdmin kafka, InboxProperties properties, JdbcClient jdbc, MeterRegistry meters,
            Clock clock) {
        return new GroupWatch(kafka.getConfigurationProperties(), properties.look(), jdbc, meters, clock);
    }

    @Bean
    SubscriptionContainers messagingSubscriptionContainers(ConsumerFactory<?, ?> kafka, MeterRegistry meters,
            ApplicationContext context, InboxProperties properties) {
        return new SubscriptionContainers(kafka.getConfigurationProperties(), meters, context,
                properties.concurrency());
    }

    // Not a default candidate: the service's own producers stay what they are.
    @Bean(defaultCandidate = false)
    @Qualifier("deadLetters")
    DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers(ProducerFactory<?, ?> kafka) {
        Map<String, Object> config = new HashMap<>(kafka.getConfigurationProperties());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 9_000);
        return new DefaultKafkaProducerFactory<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
