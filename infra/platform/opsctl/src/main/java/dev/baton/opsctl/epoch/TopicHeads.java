package dev.baton.opsctl.epoch;

import dev.baton.events.AccountId;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.MalformedEvent;
import dev.baton.opsctl.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far each account's events have come on a topic, by their headers. Holds one number pair for each account. */
final class TopicHeads {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_POLLS = 100;

    private final EventCodec codec = new EventCodec();
    private final Map<AccountId, Place> heads = new HashMap<>();

    /** Of the same stream, a later event has a higher one. */
    record Place(long epoch, long sequence) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(sequence, other.sequence);
        }

        @Override
        public String toString() {
            return "epoch " + epoch + " sequence " + sequence;
        }
    }

    private TopicHeads() {}

    /** Reads the topic whole: an account that was quiet for long has its head far back. */
    static TopicHeads read(Map<String, Object> kafka, String topic) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("default.api.timeout.ms", 15_000);
        TopicHeads heads = new TopicHeads();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics()
                    .getOrDefault(topic, List.of())
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            heads.readAll(consumer, consumer.endOffsets(partitions));
        }
        return heads;
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        int idle = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(this::see);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > LONGEST_POLLS) {
                throw new Refused("Kafka gives nothing though it has more");
            }
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> entry) {
        try {
            AccountId account = AccountId.of(header(entry, EventHeaders.ACCOUNT_ID));
            Place place = new Place(Long.parseLong(header(entry, EventHeaders.EPOCH)),
                    Long.parseLong(header(entry, EventHeaders.SEQUENCE)));
            if (isOf(entry, account, place)) {
                heads.merge(account, place, (seen, next) -> next.compareTo(seen) > 0 ? next : seen);
            }
        } catch (IllegalArgumentException | MalformedEvent notOfTheContract) {
            // Consumers give it no place either.
        }
    }

    // Counters never go back: a damaged header must not move them, so the body has to confirm it.
    private boolean isOf(ConsumerRecord<byte[], byte[]> entry, AccountId account, Place place) {
        return entry.value() != null && codec.decode(entry.value(), place.epoch()) instanceof Decoded.Known(var event)
                && event.accountId().equals(account) && event.sequence() == place.sequence();
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    Optional<Place> of(AccountId account) {
        return Optional.ofNullable(heads.get(account));
    }
}
