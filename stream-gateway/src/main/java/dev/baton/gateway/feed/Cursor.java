package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A place in an account's events, opaque to clients as the {@code id:} of a server-sent event: all events of the
 * account below this offset of the partition have an (epoch, sequence) up to this one. An offset inside what a replica
 * has scanned therefore proves that nothing is missing, even where the account had no events.
 *
 * @param topicId Kafka's id of the topic: offsets of a topic that was made anew mean nothing
 * @param partition of the account when the cursor was made: offsets of another partition mean nothing
 * @param epoch 0 where the account's events are not known
 * @param sequence 0 where the account's events are not known
 * @param offset the first one that this cursor says nothing about
 */
public record Cursor(UUID topicId, int partition, long epoch, long sequence, long offset) {
    private static final byte VERSION = 1;
    private static final int MAX_CHARS = 100;
    private static final int MAX_BYTES = 64;

    public Cursor {
        if (partition < 0 || epoch < 0 || sequence < 0 || offset < 0) {
            throw new IllegalArgumentException("a cursor has no negative part");
        }
    }

    /**
     * The checksum covers the account, so that a cursor of another account is garbage and not a place in this one's
     * events. It guards against mistakes; who forges a cursor misleads nobody but their own client.
     */
    public String encode(AccountId account) {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES)
                .put(VERSION)
                .putLong(topicId.getMostSignificantBits())
                .putLong(topicId.getLeastSignificantBits());
        putNumber(bytes, partition);
        putNumber(bytes, epoch);
        putNumber(bytes, sequence);
        putNumber(bytes, offset);
        bytes.putInt(checksum(bytes.array(), bytes.position(), account));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Empty for whatever {@link #encode} did not make for this account. */
    public static Optional<Cursor> decode(String text, AccountId account) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != VERSION) {
                return Optional.empty();
            }
            Cursor cursor = new Cursor(new UUID(bytes.getLong(), bytes.getLong()), Math.toIntExact(number(bytes)),
                    number(bytes), number(bytes), number(bytes));
            boolean intact = bytes.remaining() == Integer.BYTES
                    && checksum(bytes.array(), bytes.position(), account) == bytes.getInt();
            return intact ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException garbage) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes, int length, AccountId account) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        sum.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .flip());
        return (int) sum.getValue();
    }

    // Seven bits a byte, the lowest first, the top bit says that more follow.
    private static void putNumber(ByteBuffer bytes, long number) {
        long rest = number;
        while (rest > 0x7F) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new ArithmeticException("longer than a number can be");
    }
}
