package dev.baton.gateway.feed.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.EventHeaders;
import dev.baton.gateway.feed.FeedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the plain headers of the contract, so that no value has to be parsed. */
final class RecordHeaders {
    // It becomes a line of the stream: a line break in it would be another line.
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");

    private RecordHeaders() {}

    /** Empty where the record is not of the contract. */
    static Optional<FeedRecord> feedRecord(ConsumerRecord<byte[], byte[]> entry) {
        try {
            String type = text(entry, EventHeaders.EVENT_TYPE);
            if (entry.value() == null || !TYPE.matcher(type).matches()) {
                return Optional.empty();
            }
            return Optional.of(new FeedRecord(AccountId.of(text(entry, EventHeaders.ACCOUNT_ID)), type,
                    epoch(entry), Long.parseLong(text(entry, EventHeaders.SEQUENCE)), entry.partition(),
                    entry.offset(), entry.timestamp(), ByteBuffer.wrap(entry.value()).asReadOnlyBuffer()));
        } catch (IllegalArgumentException notOfTheContract) {
            return Optional.empty();
        }
    }

    static long epoch(ConsumerRecord<byte[], byte[]> entry) {
        return Long.parseLong(text(entry, EventHeaders.EPOCH));
    }

    private static String text(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
