package dev.baton.testing.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TestEnginesTest {
    @Test
    void theTopicsOfThePlatformExistWithTheirSettings() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestEngines.kafkaBootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains(Topics.HANDOFF_EVENTS, Topics.DIRECTORY_USERS);

            ConfigResource users = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DIRECTORY_USERS);
            assertThat(admin.describeConfigs(List.of(users))
                    .all()
                    .get()
                    .get(users)
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value()).isEqualTo("compact");
        }
    }
}
