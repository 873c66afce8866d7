package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/** What this replica has read of the topic: one {@link PartitionScan} for each partition, by its number. */
public record TopicScan(UUID topicId, List<PartitionScan> partitions) {
    public TopicScan {
        partitions = List.copyOf(partitions);
    }

    /** The partition of an account: the hash that Kafka's own producer makes of the record's key. */
    public PartitionScan of(AccountId account) {
        byte[] key = account.toString().getBytes(StandardCharsets.UTF_8);
        return partitions.get(Utils.toPositive(Utils.murmur2(key)) % partitions.size());
    }

    public PartitionScan partition(int number) {
        return partitions.get(number);
    }
}
