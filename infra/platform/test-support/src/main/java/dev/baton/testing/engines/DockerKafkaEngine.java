package dev.baton.testing.engines;

import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, where there is an engine for it. */
final class DockerKafkaEngine implements KafkaEngine {
    private final KafkaContainer container;

    DockerKafkaEngine() {
        container = new KafkaContainer(DockerImageName.parse("apache/kafka-native:4.2.0"));
        KafkaSettings.FOR_TESTS.forEach((key, value) -> container
                .withEnv("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        container.start();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }
}
