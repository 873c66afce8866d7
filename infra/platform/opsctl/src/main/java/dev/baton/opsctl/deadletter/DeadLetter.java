package dev.baton.opsctl.deadletter;

import dev.baton.events.EventHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record that a group could not handle, as it was, with the {@code dlt-*} headers that say where and why. */
public final class DeadLetter {
    private final ConsumerRecord<byte[], byte[]> record;

    public DeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    public LetterId id() {
        return new LetterId(record.topic(), record.partition(), record.offset());
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    /** The service whose dead letters the topic holds: {@code <topic>.<service>.dlt}. */
    public Optional<String> service() {
        return topic().map(topic -> topic + ".")
                .filter(prefix -> record.topic().startsWith(prefix)
                        && record.topic().length() > prefix.length() + ".dlt".length())
                .map(prefix -> record.topic().substring(prefix.length(), record.topic().length() - ".dlt".length()));
    }

    public Optional<String> topic() {
        return header("dlt-topic");
    }

    public OptionalLong partition() {
        return number("dlt-partition");
    }

    public Optional<String> group() {
        return header("dlt-group");
    }

    public Optional<UUID> account() {
        try {
            return header(EventHeaders.ACCOUNT_ID).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public OptionalLong epoch() {
        return number(EventHeaders.EPOCH);
    }

    public OptionalLong sequence() {
        return number(EventHeaders.SEQUENCE);
    }

    /** A header as text; empty when it is missing or no UTF-8. */
    public Optional<String> header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? Optional.empty() : text(header.value());
    }

    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private OptionalLong number(String name) {
        try {
            return header(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
