package dev.baton.testing.engines;

import java.util.Map;

/** Broker settings of every engine for tests. */
final class KafkaSettings {
    static final Map<String, String> FOR_TESTS = Map.of(
            // A misspelt topic must fail, as in production.
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0",
            // As design §5 asks of production, and shorter: a killed consumer's partitions move on within the test.
            "group.consumer.min.session.timeout.ms", "3000",
            "group.consumer.session.timeout.ms", "3000",
            "group.consumer.min.heartbeat.interval.ms", "500",
            "group.consumer.heartbeat.interval.ms", "500",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "offsets.topic.num.partitions", "4");

    private KafkaSettings() {}
}
