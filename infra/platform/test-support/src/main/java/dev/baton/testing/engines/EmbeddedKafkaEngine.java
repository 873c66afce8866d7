package dev.baton.testing.engines;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A KRaft broker in this JVM; it ends with it, and its folder is removed by its own exit hook. */
final class EmbeddedKafkaEngine implements KafkaEngine {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    EmbeddedKafkaEngine() {
        broker.brokerProperties(KafkaSettings.FOR_TESTS);
        broker.afterPropertiesSet();
    }

    @Override
    public String bootstrapServers() {
        return broker.getBrokersAsString();
    }
}
