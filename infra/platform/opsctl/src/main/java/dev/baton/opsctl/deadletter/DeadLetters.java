package dev.baton.opsctl.deadletter;

import dev.baton.opsctl.Refused;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topics of dead letters, without a group: looking changes nothing. Used by one thread. */
public final class DeadLetters implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_POLLS = 100;

    private final KafkaConsumer<byte[], byte[]> consumer;

    public DeadLetters(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("default.api.timeout.ms", 15_000);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every letter that is there now, topic by topic, each partition in its order; none is kept in memory. */
    public void forEach(Consumer<DeadLetter> reader) {
        List<TopicPartition> partitions = consumer.listTopics()
                .entrySet()
                .stream()
                .filter(topic -> topic.getKey().endsWith(".dlt"))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        for (TopicPartition partition : partitions) {
            read(partition, reader);
        }
    }

    private void read(TopicPartition partition, Consumer<DeadLetter> reader) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = end(partition);
        int idle = 0;
        while (consumer.position(partition) < end) {
            Collection<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            records.stream().filter(record -> record.offset() < end).map(DeadLetter::new).forEach(reader);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > LONGEST_POLLS) {
                throw new Refused("Kafka gives nothing of " + partition + " though it has more");
            }
        }
    }

    /**
     * Reads one letter.
     *
     * @throws Refused when nothing lies there (any more)
     */
    public DeadLetter find(LetterId id) {
        TopicPartition partition = new TopicPartition(id.topic(), id.partition());
        if (!consumer.listTopics()
                .getOrDefault(id.topic(), List.of())
                .stream()
                .anyMatch(
                        each -> each.partition() == id.partition())) {
            throw new Refused("there is no partition " + partition);
        }
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (id.offset() < first || id.offset() >= end(partition)) {
            throw new Refused("nothing lies at " + id + "; letters are kept 30 days");
        }
        consumer.seek(partition, id.offset());
        for (int polls = 0; polls < LONGEST_POLLS; polls++) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() == id.offset()) {
                    return new DeadLetter(record);
                }
                throw new Refused("nothing lies at " + id);
            }
        }
        throw new Refused("Kafka gives nothing of " + partition + " though it has more");
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
