package dev.baton.messaging.inbox;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Lets a consumer read again what {@link InboxListener} did not finish: from the same record, or from before a gap. */
final class Rewinding implements CommonErrorHandler {
    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public void handleRemaining(Exception thrown, List<ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        // Backwards, so that the last seek of a partition is to its first record.
        for (ConsumerRecord<?, ?> record : records.reversed()) {
            consumer.seek(partition(record), record.offset());
        }
        // The container wraps what the listener throws.
        if (thrown.getCause() instanceof ReadAgain again && again.from().isPresent()) {
            consumer.seek(partition(records.getFirst()), again.from().getAsLong());
        }
        // Thrown, the round ends without an acknowledgement. What there was to say has been logged.
        throw new KafkaException("read again", KafkaException.Level.TRACE, thrown);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
