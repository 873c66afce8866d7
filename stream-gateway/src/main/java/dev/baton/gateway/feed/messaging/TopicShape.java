package dev.baton.gateway.feed.messaging;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic is at the moment.
 *
 * @param id another one where the topic was deleted and made anew
 */
record TopicShape(String topic, UUID id, int partitions) {
    static Future<TopicShape> lookUp(Admin admin, String topic) {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> of(topic, Objects.requireNonNull(found.get(topic))));
    }

    static TopicShape of(Future<TopicShape> answered) throws InterruptedException {
        try {
            return answered.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic could not be looked up", e.getCause());
        }
    }

    private static TopicShape of(String topic, TopicDescription description) {
        return new TopicShape(topic, new UUID(description.topicId().getMostSignificantBits(),
                description.topicId().getLeastSignificantBits()), description.partitions().size());
    }

    List<TopicPartition> all() {
        return IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)).toList();
    }
}
