package dev.baton.messaging.relay;

import dev.baton.events.EventCodec;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.messaging.Outbox;
import dev.baton.messaging.OutboxWriter;
import dev.baton.platform.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The outbox and its relay, for services with {@code baton.messaging.outbox.enabled=true}. The relay logs in with
 * {@code baton.database.relay}, the one role that reads the outbox across accounts.
 */
@AutoConfiguration(afterName = {"dev.baton.platform.time.TimeAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
@ConditionalOnBooleanProperty("baton.messaging.outbox.enabled")
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, EventCodec codec, TimeOrderedUuid ids, Clock clock, OutboxRelay relay,
            Traces traces) {
        return new Outbox(new OutboxWriter(jdbc, codec, ids, clock), traces::current, relay::wake);
    }

    @Bean
    CommitSettings outboxCommitSettings(JdbcClient jdbc) {
        return new CommitSettings(jdbc);
    }

    @Bean
    ParkedStreams parkedStreams(@Qualifier("relay") DataSource relay, EventCodec codec) {
        return new ParkedStreams(relay, codec);
    }

    @Bean
    OutboxRelay outboxRelay(@Qualifier("relay") DataSource relay, ProducerFactory<?, ?> kafka,
            OutboxProperties properties, Traces traces,
            MeterRegistry meters, Clock clock, RandomGenerator random) {
        OutboxMetrics metrics = new OutboxMetrics(meters, clock);
        OutboxPublisher publisher = new OutboxPublisher(kafka.getConfigurationProperties(), properties.deadline(),
                new PublishSpans(traces));
        return new OutboxRelay(new RelayRounds(relay, publisher, metrics, properties, clock), metrics,
                properties, random);
    }
}
