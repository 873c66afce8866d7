package dev.baton.platform.web;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The place in a list that is ordered by time and id: the last row of a page. Opaque to clients (W1).
 *
 * @param at of the row, to the millisecond
 * @param id breaks ties between rows of the same millisecond
 */
public record TimeCursor(Instant at, UUID id) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int LENGTH = 3 * Long.BYTES;

    /** Reads what {@link #toString} wrote; anything else is an {@link IllegalArgumentException}. */
    public static TimeCursor valueOf(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("not a cursor");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long millis = buffer.getLong();
        if (millis < 0 || millis > LATEST.toEpochMilli()) {
            throw new IllegalArgumentException("not a time that a database holds");
        }
        return new TimeCursor(Instant.ofEpochMilli(millis), new UUID(buffer.getLong(), buffer.getLong()));
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(at.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
