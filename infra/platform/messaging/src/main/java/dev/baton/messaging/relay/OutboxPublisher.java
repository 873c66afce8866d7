package dev.baton.messaging.relay;

import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends rounds, each by one producer that is thrown away at the first failure. Then nothing later of the round can reach
 * the broker any more, and of every stream a prefix is there. Used by the relay's thread only.
 */
final class OutboxPublisher implements AutoCloseable {
    static final String CLIENT_ID = "outbox-relay";

    private final Map<String, Object> config;
    private final PublishSpans spans;
    private final Duration deadline;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param base where the brokers are and how to log in */
    OutboxPublisher(Map<String, Object> base, Duration deadline, PublishSpans spans) {
        this.deadline = deadline;
        this.spans = spans;
        this.config = new HashMap<>(base);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // One at a time: when a request fails, none behind it is on its way. A round is two or three requests anyway.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // The default of 5 ms would be most of the time from commit to Kafka.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        // Never: a batch that expires does not stop the later ones of its partition.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadline.toMillis() / 2);
    }

    /** Begins a round; its deadline runs from now on. */
    Round begin() {
        return new Round(producer(), spans, System.nanoTime() + deadline.toNanos());
    }

    /** Records that are sent in portions and are there together or come again together. */
    static final class Round {
        private final Producer<byte[], byte[]> producer;
        private final PublishSpans spans;
        private final long end;
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Deque<List<Future<RecordMetadata>>> unacknowledged = new ArrayDeque<>();
        private int sent;

        private Round(Producer<byte[], byte[]> producer, PublishSpans spans, long end) {
            this.producer = producer;
            this.spans = spans;
            this.end = end;
        }

        /**
         * Sends a portion, and returns when all before it are acknowledged by all in-sync replicas: the next is read from
         * the database while this one is on its way, and no more than two are.
         *
         * @throws Unpublishable with the first record that was refused; with several in the round it may be an innocent
         *     one that shared the batch
         * @throws TimeoutException after the deadline; the round may or may not be published
         */
        void send(List<OutboxRecord> portion) throws Unpublishable, InterruptedException, ExecutionException,
                TimeoutException {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(portion.size());
            // A portion of one is never full, so nothing follows it.
            boolean alone = sent == 0 && portion.size() == 1;
            sent += portion.size();
            try {
                for (OutboxRecord record : portion) {
                    if (System.nanoTime() > end) {
                        // A relay that was paused must not go on with what another one has sent meanwhile.
                        throw new TimeoutException("sending took too long");
                    }
                    acknowledgements.add(producer.send(kafkaRecord(producer, record), spans.ending(record,
                            (_, error) -> stopAtFirst(producer, record, alone, error, failure))));
                }
            } catch (IllegalStateException e) {
                throwRefusal();
                throw e;
            }
            unacknowledged.add(acknowledgements);
            await(1);
        }

        /** Returns when every record is acknowledged; fails as {@link #send} does. */
        void finish() throws Unpublishable, InterruptedException, ExecutionException, TimeoutException {
            await(0);
        }

        private void await(int left) throws Unpublishable, InterruptedException, ExecutionException, TimeoutException {
            try {
                while (unacknowledged.size() > left) {
                    awaitOldest();
                }
            } catch (ExecutionException e) {
                throwRefusal();
                throw e;
            }
        }

        // The producer is closed by the first failure, so whatever came of it elsewhere, the first one is the cause.
        private void throwRefusal() throws Unpublishable {
            if (failure.get() instanceof Unpublishable unpublishable) {
                throw unpublishable;
            }
        }

        private void awaitOldest() throws InterruptedException, ExecutionException, TimeoutException {
            for (Future<RecordMetadata> acknowledgement : unacknowledged.removeFirst()) {
                acknowledgement.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    // Runs on the producer's own thread, before it could send the next request.
    private static void stopAtFirst(Producer<byte[], byte[]> current, OutboxRecord record, boolean alone,
            @Nullable Exception error, AtomicReference<@Nullable Exception> failure) {
        if (error != null && failure.compareAndSet(null, isRefusal(error)
                ? new Unpublishable(record, error.getClass().getSimpleName(), alone, error)
                : error)) {
            current.close(Duration.ZERO);
        }
    }

    private static boolean isRefusal(Exception error) {
        return error instanceof RecordTooLargeException || error instanceof InvalidRecordException
                || error instanceof InvalidTimestampException;
    }

    private static ProducerRecord<byte[], byte[]> kafkaRecord(Producer<?, ?> producer, OutboxRecord record) {
        String topic = record.stream().topic();
        byte[] account = EventCodec.header(record.stream().account().toString());
        // By account, also where the key says more: all of an account's records are in one partition.
        int partition = Utils.toPositive(Utils.murmur2(account)) % producer.partitionsFor(topic).size();
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, partition, record.createdAt().toEpochMilli(),
                record.key().getBytes(StandardCharsets.UTF_8), record.body());
        Headers headers = out.headers()
                .add(EventHeaders.CONTENT_TYPE, EventCodec.header(EventHeaders.CLOUDEVENTS_JSON))
                .add(EventHeaders.EVENT_TYPE, EventCodec.header(record.type()))
                .add(EventHeaders.ACCOUNT_ID, account)
                .add(EventHeaders.EPOCH, EventCodec.header(Long.toString(record.epoch())))
                .add(EventHeaders.SEQUENCE, EventCodec.header(Long.toString(record.sequence())));
        if (record.traceparent() != null) {
            headers.add(EventHeaders.TRACEPARENT, EventCodec.header(record.traceparent()));
        }
        return out;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    /** Gives up what is on its way; the next round begins with a new producer. */
    @Override
    public void close() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            producer = null;
            current.close(Duration.ZERO);
        }
    }
}
