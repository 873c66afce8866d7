package dev.baton.messaging.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Where a group is in a topic at one moment.
 *
 * @param topicId another one where the topic was deleted and made anew
 * @param next the offset that the group reads next, by partition
 * @param ends the offset that the next record gets, by partition
 */
record GroupLook(Uuid topicId, Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    static GroupLook at(Admin kafka, WatchedGroup watched) throws InterruptedException, ExecutionException,
            TimeoutException {
        TopicDescription topic = Objects.requireNonNull(
                answer(kafka.describeTopics(List.of(watched.topic())).allTopicNames()).get(watched.topic()));
        List<TopicPartition> partitions = topic.partitions()
                .stream()
                .map(partition -> new TopicPartition(watched.topic(), partition.partition()))
                .toList();
        // Before the ends: a group must not seem to be ahead of what there is.
        Map<TopicPartition, OffsetAndMetadata> committed = answer(
                kafka.listConsumerGroupOffsets(watched.group()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> next = new HashMap<>(offsets(kafka, partitions, OffsetSpec.earliest()));
        next.replaceAll((partition, earliest) -> {
            OffsetAndMetadata offset = committed.get(partition);
            return offset == null ? earliest : Math.max(earliest, offset.offset());
        });
        return new GroupLook(topic.topicId(), next, offsets(kafka, partitions, OffsetSpec.latest()));
    }

    private static Map<TopicPartition, Long> offsets(Admin kafka, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer(kafka.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, _ -> which))).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> asked) throws InterruptedException, ExecutionException,
            TimeoutException {
        return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
