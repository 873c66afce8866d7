package dev.baton.gateway.feed.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.MalformedEvent;
import dev.baton.gateway.feed.FeedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the plain headers of the contract, so that no value has to be parsed. */
final class RecordHeaders {
    private RecordHeaders() {}

    /** Empty where the record is not of the contract. */
    static Optional<FeedRecord> feedRecord(ConsumerRecord<byte[], byte[]> entry) {
        try {
            String type = text(entry, EventHeaders.EVENT_TYPE);
            AccountId account = AccountId.of(text(entry, EventHeaders.ACCOUNT_ID));
            if (entry.value() == null || !EventHeaders.isEventType(type) || !isKeyOf(account, entry)) {
                return Optional.empty();
            }
            return Optional.of(new FeedRecord(account, type, epoch(entry),
                    Long.parseLong(text(entry, EventHeaders.SEQUENCE)), entry.partition(), entry.offset(),
                    entry.timestamp(), traceparent(entry), ByteBuffer.wrap(entry.value()).asReadOnlyBuffer()));
        } catch (IllegalArgumentException notOfTheContract) {
            return Optional.empty();
        }
    }

    // The key decided the partition: what it contradicts has no place in the order of its account.
    private static boolean isKeyOf(AccountId account, ConsumerRecord<byte[], byte[]> entry) {
        if (entry.key() == null) {
            return false;
        }
        String key = new String(entry.key(), StandardCharsets.UTF_8);
        // The key of the directory goes on with the person.
        return key.equals(account.toString()) || key.startsWith(account + "/");
    }

    /**
     * Reads the body of an event whose type is known; empty for other types.
     *
     * @throws MalformedEvent when it is none, or says something else than key and headers
     */
    static Optional<EventEnvelope> body(EventCodec codec, ConsumerRecord<byte[], byte[]> entry) {
        String type = text(entry, EventHeaders.EVENT_TYPE);
        if (!EventHeaders.isEventType(type)) {
            throw new MalformedEvent("the header names no type", null);
        }
        if (!EventCodec.types().containsKey(type)) {
            return Optional.empty();
        }
        if (codec.decode(entry.value(), epoch(entry)) instanceof Decoded.Known(EventEnvelope event)
                && event.event().type().equals(type)
                && event.accountId().toString().equals(text(entry, EventHeaders.ACCOUNT_ID))
                && isKeyOf(event.accountId(), entry)
                && event.sequence() == Long.parseLong(text(entry, EventHeaders.SEQUENCE))) {
            return Optional.of(event);
        }
        throw new MalformedEvent("the body contradicts the headers", null);
    }

    // A place that is only claimed must not move the head: what really comes would be a stale repeat for every reader.
    static boolean isReadable(EventCodec codec, ConsumerRecord<byte[], byte[]> entry) {
        try {
            body(codec, entry);
            return true;
        } catch (MalformedEvent e) {
            return false;
        }
    }

    static long epoch(ConsumerRecord<byte[], byte[]> entry) {
        return Long.parseLong(text(entry, EventHeaders.EPOCH));
    }

    private static @Nullable String traceparent(ConsumerRecord<byte[], byte[]> entry) {
        Header header = entry.headers().lastHeader(EventHeaders.TRACEPARENT);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
