package dev.baton.messaging.inbox;

import dev.baton.events.EventCodec;
import dev.baton.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Puts records that cannot be handled on {@code <topic>.<group>.dlt}: key, value and headers as they were, and headers
 * {@code dlt-*} that say where it was, when, and why (UTF-8 text).
 */
final class DeadLetters {
    private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
    private static final int LONGEST_MESSAGE = 500;

    private final KafkaOperations<byte[], byte[]> kafka;
    private final Clock clock;
    private final String group;
    private final String letterGroup;

    /**
     * @param group whose record it was
     * @param letterGroup names the topic
     */
    DeadLetters(KafkaOperations<byte[], byte[]> kafka, Clock clock, String group, String letterGroup) {
        this.kafka = kafka;
        this.clock = clock;
        this.group = group;
        this.letterGroup = letterGroup;
    }

    /** Returns when the broker has it; only then may the consumer go past the record. */
    void send(ConsumerRecord<byte[], byte[]> record, String reason, Throwable cause)
            throws InterruptedException, ExecutionException, TimeoutException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.deadLetters(record.topic(), letterGroup),
                null, record.key(), record.value(), record.headers());
        Headers headers = letter.headers();
        set(headers, "dlt-topic", record.topic());
        set(headers, "dlt-partition", Integer.toString(record.partition()));
        set(headers, "dlt-offset", Long.toString(record.offset()));
        set(headers, "dlt-group", group);
        set(headers, "dlt-time", clock.instant().toString());
        set(headers, "dlt-reason", reason);
        set(headers, "dlt-exception", cause.getClass().getName());
        String message = String.valueOf(cause.getMessage());
        set(headers, "dlt-message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
        kafka.send(letter).get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, EventCodec.header(value));
    }
}
