package dev.baton.analytics.projection.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Where topics end and where a consumer group is. Used by one thread. */
@Component
class GroupOffsets implements AutoCloseable {
    // Short, because a stop of the service waits for the question that is under way; it is asked again anyway.
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final KafkaAdmin settings;
    private @Nullable Admin client;

    GroupOffsets(KafkaAdmin settings) {
        this.settings = settings;
    }

    /** The end of each partition that holds records. */
    Map<TopicPartition, Long> endsOf(String topic) {
        List<TopicPartition> partitions = get(client().describeTopics(List.of(topic)).allTopicNames()).values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        // An empty partition has nothing that the group could commit.
        ends.entrySet().removeIf(end -> end.getValue().equals(starts.get(end.getKey())));
        return ends;
    }

    /** Whether the group has committed everything before {@code goal}. */
    boolean hasCommitted(String group, Map<TopicPartition, Long> goal) {
        if (goal.isEmpty()) {
            return true;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = get(
                client().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return goal.entrySet().stream().allMatch(end -> isAt(end.getValue(), committed.get(end.getKey())));
    }

    private static boolean isAt(long end, @Nullable OffsetAndMetadata committed) {
        return committed != null && committed.offset() >= end;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, ListOffsetsResultInfo> found = get(client().listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec))).all());
        return found.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    @Override
    public void close() {
        if (client != null) {
            client.close(LONGEST_CLOSE);
            client = null;
        }
    }

    // Opened when it is needed, which is almost never: the service starts and answers without Kafka, too.
    private Admin client() {
        if (client == null) {
            Map<String, Object> config = new HashMap<>(settings.getConfigurationProperties());
            int answer = Math.toIntExact(LONGEST_ANSWER.toMillis());
            config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
            config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
            client = Admin.create(config);
        }
        return client;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        } catch (ExecutionException e) {
            // The next look asks again; until then the last complete generation answers.
            throw new IllegalStateException("Kafka did not tell offsets", e);
        }
    }
}
