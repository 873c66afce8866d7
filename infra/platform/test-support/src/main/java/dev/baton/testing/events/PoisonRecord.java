package dev.baton.testing.events;

import dev.baton.events.EventHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of record that no relay writes, each made from a good one. All consumers are held against all of them:
 * {@code @ParameterizedTest @EnumSource void …(PoisonRecord poison)}.
 */
public enum PoisonRecord {
    HALF_A_BODY("malformed_body", body(text -> text.substring(0, text.length() / 2))),
    NOT_JSON("malformed_body", body(_ -> "not json at all")),
    NOT_AN_OBJECT("malformed_body", body(text -> "[" + text + "]")),
    TWO_BODIES("malformed_body", body(text -> text + text)),
    EMPTY("malformed_body", body(_ -> "")),
    BYTES_THAT_ARE_NO_TEXT("malformed_body", good -> with(good, new byte[]{(byte) 0xff, (byte) 0xfe, 0})),
    A_CHARACTER_CUT_IN_HALF("malformed_body", good -> with(good, replaced(good.value(), "\"specversion\"",
            new byte[]{'"', (byte) 0xc3, '"', ':', '1', ',', '"', 's', 'p', 'e', 'c', 'v', 'e', 'r', 's', 'i', 'o', 'n',
                    '"'}))),
    OTHER_ENCODING("malformed_body", good -> with(good, text(good).getBytes(StandardCharsets.UTF_16))),
    NESTED_TOO_DEEP("malformed_body", body(text -> "{\"deep\":" + "[".repeat(20_000) + "]".repeat(20_000) + ","
            + text.substring(1))),
    A_KEY_TWICE("malformed_body", body(text -> "{\"type\":\"handoff_lost\"," + text.substring(1))),
    WITHOUT_ITS_DATA("malformed_body", body(text -> text.replace("\"data\":", "\"date\":"))),
    LATER_SCHEMA("malformed_body", body(text -> text.replace(":v1\"", ":v2\""))),
    // As much as the topic takes; its letter is larger still.
    AS_LARGE_AS_CAN_BE("malformed_body", body(text -> text + "!".repeat(250 * 1024))),
    NO_VALUE("no_value", good -> with(good, null)),
    OF_ANOTHER_ACCOUNT("body_contradicts_headers", body(text -> text.replaceFirst("/baton/accounts/[0-9a-f-]+",
            "/baton/accounts/" + UUID.randomUUID()))),
    OF_ANOTHER_SEQUENCE("body_contradicts_headers", body(text -> text.replace("\"sequence\":\"00",
            "\"sequence\":\"01"))),
    OF_ANOTHER_TYPE("body_contradicts_headers", header(EventHeaders.EVENT_TYPE, "handoff_assessment_ready")),

    NO_KEY("no_key", good -> keyed(good, null)),
    KEY_OF_ANOTHER_ACCOUNT("wrong_key", good -> keyed(good, bytes(UUID.randomUUID().toString()))),
    KEY_THAT_IS_NO_TEXT("wrong_key", good -> keyed(good, new byte[]{(byte) 0xff, (byte) 0xfe})),
    NO_ACCOUNT("missing_header", without(EventHeaders.ACCOUNT_ID)),
    NO_EPOCH("missing_header", without(EventHeaders.EPOCH)),
    NO_SEQUENCE("missing_header", without(EventHeaders.SEQUENCE)),
    NO_TYPE("missing_header", without(EventHeaders.EVENT_TYPE)),
    ACCOUNT_THAT_IS_NO_UUID("bad_header", header(EventHeaders.ACCOUNT_ID, "acme")),
    ACCOUNT_IN_ANOTHER_ENCODING("bad_header", encoded(EventHeaders.ACCOUNT_ID, StandardCharsets.UTF_16)),
    EPOCH_BEYOND_NUMBERS("bad_header", header(EventHeaders.EPOCH, "99999999999999999999")),
    SEQUENCE_IN_WORDS("bad_header", header(EventHeaders.SEQUENCE, "two")),
    SEQUENCE_BELOW_ONE("bad_header", header(EventHeaders.SEQUENCE, "0")),
    SEQUENCE_IN_ANOTHER_ENCODING("bad_header", encoded(EventHeaders.SEQUENCE, StandardCharsets.UTF_16)),
    TYPE_IN_ANOTHER_ENCODING("bad_header", encoded(EventHeaders.EVENT_TYPE, StandardCharsets.UTF_16)),
    TYPE_OF_TWO_LINES("bad_header", header(EventHeaders.EVENT_TYPE, "handoff_created\ndata: {}"));

    private final String reason;
    @SuppressWarnings("ImmutableEnumChecker") // Without state.
    private final UnaryOperator<ProducerRecord<byte[], byte[]>> spoil;

    PoisonRecord(String reason, UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        this.reason = reason;
        this.spoil = spoil;
    }

    /** What its dead letter says. */
    public String reason() {
        return reason;
    }

    /** Whether key and headers are good, so that it takes the place of its sequence and leaves a hole. */
    public boolean hasPlace() {
        return compareTo(NO_KEY) < 0;
    }

    /** The good record stays as it is. */
    public ProducerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> good) {
        return spoil.apply(new ProducerRecord<>(good.topic(), good.partition(), good.key(), good.value(),
                new RecordHeaders(good.headers())));
    }

    private static UnaryOperator<ProducerRecord<byte[], byte[]>> body(UnaryOperator<String> change) {
        return good -> with(good, bytes(change.apply(text(good))));
    }

    private static UnaryOperator<ProducerRecord<byte[], byte[]>> header(String name, String value) {
        return header(name, bytes(value));
    }

    private static UnaryOperator<ProducerRecord<byte[], byte[]>> encoded(String name, Charset charset) {
        return good -> header(name, new String(good.headers().lastHeader(name).value(), StandardCharsets.UTF_8)
                .getBytes(charset)).apply(good);
    }

    private static UnaryOperator<ProducerRecord<byte[], byte[]>> header(String name, byte[] value) {
        return good -> {
            good.headers().remove(name).add(name, value);
            return good;
        };
    }

    private static UnaryOperator<ProducerRecord<byte[], byte[]>> without(String name) {
        return good -> {
            good.headers().remove(name);
            return good;
        };
    }

    private static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> good,
            byte @Nullable [] value) {
        return new ProducerRecord<>(good.topic(), good.partition(), good.key(), value, good.headers());
    }

    private static ProducerRecord<byte[], byte[]> keyed(ProducerRecord<byte[], byte[]> good,
            byte @Nullable [] key) {
        return new ProducerRecord<>(good.topic(), good.partition(), key, good.value(), good.headers());
    }

    private static byte[] replaced(byte[] value, String what, byte[] with) {
        String text = new String(value, StandardCharsets.UTF_8);
        byte[] before = bytes(text.substring(0, text.indexOf(what)));
        byte[] after = bytes(text.substring(text.indexOf(what) + what.length()));
        byte[] all = Arrays.copyOf(before, before.length + with.length + after.length);
        System.arraycopy(with, 0, all, before.length, with.length);
        System.arraycopy(after, 0, all, before.length + with.length, after.length);
        return all;
    }

    private static String text(ProducerRecord<byte[], byte[]> good) {
        return new String(good.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
