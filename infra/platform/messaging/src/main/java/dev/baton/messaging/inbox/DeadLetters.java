package dev.baton.messaging.inbox;

import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Puts records that cannot be handled on {@code <topic>.<group>.dlt}: key, value and headers as they were, and headers
 * {@code dlt-*} that say where it was, when, and why (UTF-8 text).
 */
final class DeadLetters {
    private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
    private static final int LONGEST_MESSAGE = 500;
    private static final Set<String> PLACE = Set.of(EventHeaders.ACCOUNT_ID, EventHeaders.EPOCH, EventHeaders.SEQUENCE,
            EventHeaders.EVENT_TYPE);

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
        Headers headers = new RecordHeaders(record.headers());
        addCause(headers, record, reason, cause);
        try {
            send(record, record.key(), record.value(), headers);
        } catch (ExecutionException | KafkaException e) {
            if (!isTooLarge(e)) {
                throw e;
            }
            sendWithoutContent(record, reason, cause);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || (failure.getCause() != null && isTooLarge(failure.getCause()));
    }

    /** A record that was compressed may be larger than any letter. It stays where it is; its partition must move on. */
    private void sendWithoutContent(ConsumerRecord<byte[], byte[]> record, String reason, Throwable cause)
            throws InterruptedException, ExecutionException, TimeoutException {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (PLACE.contains(header.key()) && header.value() != null && header.value().length <= LONGEST_MESSAGE) {
                headers.add(header);
            }
        }
        addCause(headers, record, reason, cause);
        set(headers, "dlt-left-out", "key, value and other headers: they are too large for a letter");
        send(record, null, null, headers);
    }

    private void send(ConsumerRecord<byte[], byte[]> record, byte @Nullable [] key, byte @Nullable [] value,
            Headers headers) throws InterruptedException, ExecutionException, TimeoutException {
        kafka.send(new ProducerRecord<>(Topics.deadLetters(record.topic(), letterGroup), null, key, value, headers))
                .get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void addCause(Headers headers, ConsumerRecord<byte[], byte[]> record, String reason, Throwable cause) {
        set(headers, "dlt-topic", record.topic());
        set(headers, "dlt-partition", Integer.toString(record.partition()));
        set(headers, "dlt-offset", Long.toString(record.offset()));
        set(headers, "dlt-group", group);
        set(headers, "dlt-time", clock.instant().toString());
        set(headers, "dlt-reason", reason);
        set(headers, "dlt-exception", cause.getClass().getName());
        String message = String.valueOf(cause.getMessage());
        set(headers, "dlt-message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, EventCodec.header(value));
    }
}
