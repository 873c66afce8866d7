package dev.baton.launcher.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Settings of the one broker of the local run. */
public record KafkaSettings(Path data, int port, int controllerPort) {

    public Map<String, String> asProperties() {
        Map<String, String> settings = new TreeMap<>();
        network(settings);
        oneBroker(settings);
        consumerGroups(settings);
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        // The outbox takes events of 64 KiB; batches of several must pass as well.
        settings.put("message.max.bytes", "1048576");
        return settings;
    }

    private void network(Map<String, String> settings) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        // With the default of 9 s a broker that was killed waits 12 s until its own controller lets it in again.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void oneBroker(Map<String, String> settings) {
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** With the defaults the partitions of a consumer that was killed wait for 45 s. */
    private static void consumerGroups(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.min.session.timeout.ms", "6000");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "1000");
    }
}
