package dev.baton.launcher.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Brings the broker's topics to what {@code infra/kafka/topics.yaml} lists: makes what is missing and sets what differs.
 * Partitions are never added to a topic that exists, since that moves keys and breaks the order of an account.
 */
public record KafkaTopics(Path list, int port) {
    /** There is one broker, whatever production wants. */
    private static final Map<String, String> ONE_BROKER = Map.of("min.insync.replicas", "1");

    private record Topics(List<Topic> topics) {}

    private record Topic(String name, int partitions, Map<String, String> config) {
        Map<String, String> localConfig() {
            Map<String, String> local = new HashMap<>(config);
            local.putAll(ONE_BROKER);
            return local;
        }
    }

    /**
     * Makes what is missing and sets what differs.
     *
     * @throws IllegalStateException when the broker refuses
     */
    public void create() {
        List<Topic> wanted = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(list, Topics.class)
                .topics();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = wanted.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
                            .configs(topic.localConfig()))
                    .toList();
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(settings(wanted, existing)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the Kafka topics cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> settings(List<Topic> wanted,
            Set<String> existing) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic topic : wanted) {
            if (existing.contains(topic.name())) {
                List<AlterConfigOp> sets = new ArrayList<>();
                topic.localConfig()
                        .forEach((name, value) -> sets
                                .add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), sets);
            }
        }
        return changes;
    }
}
