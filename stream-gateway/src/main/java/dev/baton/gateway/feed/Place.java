package dev.baton.gateway.feed;

/** Where a cursor stands in an account's log. */
public sealed interface Place {
    /** Everything after the cursor is in the log, from {@code position} on. */
    record At(long position, long replayed) implements Place {}

    /**
     * Nothing is known of the account yet. Whatever comes is in the log from {@code position} on; its first record will
     * tell whether that follows the cursor.
     */
    record Unproven(long position) implements Place {}

    /** The cursor has seen more than this replica, which may only be late. */
    record Ahead() implements Place {}

    /** What came after the cursor stands in Kafka: up to {@code end}, from where on memory has all of it. */
    record Older(long end) implements Place {}

    /** What came after the cursor cannot be told. */
    record Lost(ResyncReason reason) implements Place {}
}
