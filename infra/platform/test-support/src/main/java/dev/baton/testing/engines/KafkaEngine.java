package dev.baton.testing.engines;

/** A running broker. */
interface KafkaEngine {
    String bootstrapServers();
}
