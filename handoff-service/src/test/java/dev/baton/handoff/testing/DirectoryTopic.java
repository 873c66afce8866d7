package dev.baton.handoff.testing;

import dev.baton.events.Decoded;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.Topics;
import dev.baton.events.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestComponent;

/** The directory topic as the other services read it. */
@TestComponent
public class DirectoryTopic {
    private final KafkaConnectionDetails kafka;

    DirectoryTopic(KafkaConnectionDetails kafka) {
        this.kafka = kafka;
    }

    /** What it has told of a person until now, the oldest first. */
    public List<DirectoryUserChanged> of(UserId person) {
        List<DirectoryUserChanged> told = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers())), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DIRECTORY_USERS)
                    .stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> add(event, person, told));
            }
        }
        return told;
    }

    /** The present state of a person, as a projection of the topic has it. */
    public Optional<DirectoryUserChanged> lastOf(UserId person) {
        return of(person).stream().reduce((earlier, later) -> later);
    }

    private static void add(ConsumerRecord<byte[], byte[]> event, UserId person, List<DirectoryUserChanged> told) {
        if (event.value() != null && new EventCodec().decode(event.value(), 1) instanceof Decoded.Known known
                && known.envelope().event() instanceof DirectoryUserChanged changed
                && changed.userId().equals(person)) {
            told.add(changed);
        }
    }
}
