package dev.baton.gateway.feed;

import io.netty.buffer.ByteBuf;

/** One block of an account's log, encoded once for all of its readers: an event, or the news that some were lost. */
final class Frame {
    // What this object, the buffer and the slot in the ring take beside the bytes, roughly.
    private static final int OVERHEAD_BYTES = 160;

    private final AccountLog log;
    private final ByteBuf bytes;
    private final RecordPlace place;
    private final long timestamp;
    private final long appendedAt;
    private boolean forgotten;

    /**
     * @param bytes owned by the frame; readers retain
     * @param timestamp when the event happened, in milliseconds since 1970
     * @param appendedAt when this replica read it, in milliseconds since 1970
     */
    Frame(AccountLog log, ByteBuf bytes, RecordPlace place, long timestamp, long appendedAt) {
        this.log = log;
        this.bytes = bytes;
        this.place = place;
        this.timestamp = timestamp;
        this.appendedAt = appendedAt;
    }

    AccountLog log() {
        return log;
    }

    ByteBuf bytes() {
        return bytes;
    }

    RecordPlace place() {
        return place;
    }

    long timestamp() {
        return timestamp;
    }

    long appendedAt() {
        return appendedAt;
    }

    int cost() {
        return bytes.capacity() + OVERHEAD_BYTES;
    }

    boolean isForgotten() {
        return forgotten;
    }

    /** The log has let it go; readers that are still writing it hold their own count. */
    void forget() {
        forgotten = true;
        bytes.release();
    }

    boolean isAfter(Cursor cursor) {
        // A cursor made before its account was known has only its offset to go by.
        if (cursor.epoch() == 0) {
            return place.partition() == cursor.partition() && place.offset() >= cursor.offset();
        }
        return place.epoch() > cursor.epoch()
                || (place.epoch() == cursor.epoch() && place.sequence() > cursor.sequence());
    }
}
