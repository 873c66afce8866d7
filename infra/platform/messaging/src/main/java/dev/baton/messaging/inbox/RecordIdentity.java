package dev.baton.messaging.inbox;

import dev.baton.events.AccountId;
import dev.baton.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the plain headers say about a record, and the key confirms; it places the record without reading its value. */
record RecordIdentity(AccountId account, long epoch, long sequence, String type) {
    /**
     * Reads the headers.
     *
     * @throws Poison when the record cannot be placed
     */
    static RecordIdentity of(ConsumerRecord<byte[], byte[]> record) {
        return placed(record, type(record));
    }

    private static RecordIdentity placed(ConsumerRecord<byte[], byte[]> record, String type) {
        AccountId account = account(record);
        RecordIdentity identity = new RecordIdentity(account, number(record, EventHeaders.EPOCH),
                number(record, EventHeaders.SEQUENCE), type);
        if (record.key() == null) {
            throw new Poison(Poison.Reason.NO_KEY, "no key", null);
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        // The key of the directory goes on with the person.
        if (!key.equals(account.toString()) && !key.startsWith(account + "/")) {
            // The key decided the partition: what it contradicts has no place in the order of its account.
            throw new Poison(Poison.Reason.WRONG_KEY, "the key is not of the account in the header", null);
        }
        return identity;
    }

    /** The place of a record, whatever it says its type is; empty when it has none. */
    static Optional<RecordIdentity> find(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(placed(record, ""));
        } catch (Poison e) {
            return Optional.empty();
        }
    }

    private static AccountId account(ConsumerRecord<byte[], byte[]> record) {
        try {
            return AccountId.of(header(record, EventHeaders.ACCOUNT_ID));
        } catch (IllegalArgumentException e) {
            throw new Poison(Poison.Reason.BAD_HEADER, EventHeaders.ACCOUNT_ID + " is not a UUID", e);
        }
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        String type = header(record, EventHeaders.EVENT_TYPE);
        if (!EventHeaders.isEventType(type)) {
            throw new Poison(Poison.Reason.BAD_HEADER, EventHeaders.EVENT_TYPE + " is not the name of a type", null);
        }
        return type;
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        try {
            long number = Long.parseLong(header(record, name));
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Poison(Poison.Reason.BAD_HEADER, name + " is not a number", e);
        }
        throw new Poison(Poison.Reason.BAD_HEADER, name + " is below 1", null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new Poison(Poison.Reason.MISSING_HEADER, "no header " + name, null);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
