package dev.baton.testing.engines;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Makes the topics of the platform on a single broker. */
final class TestTopics {
    // Several, so that tests see records of different accounts arrive side by side; few, because 48 cost seconds.
    private static final int PARTITIONS = 6;

    private TestTopics() {}

    static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(platformTopics().stream().map(TestTopics::onOneBroker).toList()).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be made", e);
        }
    }

    private static NewTopic onOneBroker(Map<String, Object> topic) {
        Map<String, String> settings = new HashMap<>();
        if (topic.get("config") instanceof Map<?, ?> config) {
            config.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        }
        settings.remove("min.insync.replicas");
        return new NewTopic((String) topic.get("name"), PARTITIONS, (short) 1).configs(settings);
    }

    private static List<Map<String, Object>> platformTopics() {
        try (Reader list = Files.newBufferedReader(listOfTopics())) {
            Map<String, List<Map<String, Object>>> document = new Yaml().load(list);
            return document.getOrDefault("topics", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Tests run in their module's folder, somewhere below the root of the project.
    private static Path listOfTopics() {
        for (@Nullable
        Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path list = folder.resolve("infra/kafka/topics.yaml");
            if (Files.exists(list)) {
                return list;
            }
        }
        throw new IllegalStateException("infra/kafka/topics.yaml is not above " + Path.of("").toAbsolutePath());
    }
}
