package dev.baton.gateway.feed;

/**
 * The end of an account's log at one moment.
 *
 * @param cursor of a client that has seen everything up to here
 * @param oldest sequence of the oldest event in memory, 0 where none is known
 * @param newest sequence of the newest event, 0 where none is known
 * @param position of a reader that has seen everything up to here
 */
public record Head(Cursor cursor, long oldest, long newest, long position) {}
