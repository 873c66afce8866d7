package dev.baton.gateway.feed;

import java.util.Locale;

/** Why a client has to fetch the queue anew. Lower case on the wire. */
public enum ResyncReason {
    /** The cursor is not one that was made for this account. */
    UNKNOWN_CURSOR,
    /** The events after the cursor are no longer in Kafka, or the cursor names no place there. */
    TOO_OLD,
    /** More came after the cursor than is replayed. */
    TOO_MUCH,
    /** What came after the cursor could not be read from Kafka in time. */
    UNAVAILABLE,
    /** The cursor has seen more than there is, and waiting did not help. */
    AHEAD,
    /** The database was restored: events that the client saw may never have happened. */
    NEW_EPOCH,
    /** The topic was made anew. */
    NEW_TOPIC,
    /** Events are missing in Kafka. */
    GAP,
    /** The client read so slowly that events which it had not been sent were forgotten. */
    TOO_SLOW;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
