package dev.baton.gateway.feed;

import io.netty.buffer.ByteBuf;

/** The event that tells a client to fetch the queue anew, because the stream cannot tell all that it missed. */
public final class Resync {
    private Resync() {}

    public static ByteBuf block(ResyncReason reason, Head head, String cursor) {
        return block(reason, cursor, head.oldest(), head.newest());
    }

    /**
     * @param cursor of what follows in the stream
     * @param oldest sequence of the oldest event that can still be resumed from, 0 for none
     * @param newest sequence of the last event before what follows, 0 for none
     */
    static ByteBuf block(ResyncReason reason, String cursor, long oldest, long newest) {
        return SseBlock.control("resync", "id: " + cursor + "\n",
                "{\"reason\":\"%s\",\"oldest\":%s,\"head\":%s}".formatted(reason.wireName(), orNull(oldest),
                        orNull(newest)));
    }

    private static String orNull(long sequence) {
        return sequence == 0 ? "null" : Long.toString(sequence);
    }
}
