package dev.baton.gateway.feed.messaging;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What is done with a topic. One thread calls it; it remembers how far it has read, {@link TopicTail} does not. */
interface TopicReader {
    String topic();

    /** Called first, and again whenever reading starts over: where to go on in each partition of this shape. */
    Map<TopicPartition, Long> begin(TopicShape shape, Consumer<byte[], byte[]> consumer);

    /** Called after each poll, also one that brought nothing. */
    void polled(ConsumerRecords<byte[], byte[]> records);

    /** The place to go on from is gone: retention was faster, or the broker lost its end. */
    void lost(Collection<TopicPartition> partitions, Consumer<byte[], byte[]> consumer);
}
