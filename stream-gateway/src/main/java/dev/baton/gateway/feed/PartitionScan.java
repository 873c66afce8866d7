package dev.baton.gateway.feed;

/**
 * What this replica has read of one partition: every record from {@link #from} up to {@link #next}. Written by the feed,
 * read by all threads.
 */
public final class PartitionScan {
    private final int number;
    private volatile long from;
    private volatile long next;
    private volatile boolean caughtUp;

    public PartitionScan(int number, long from) {
        this.number = number;
        this.from = from;
        this.next = from;
    }

    int number() {
        return number;
    }

    long from() {
        return from;
    }

    /** The next offset to read. */
    public long next() {
        return next;
    }

    /** Whether the end of the partition, as it was when reading began or began anew after a loss, has been reached. */
    public boolean caughtUp() {
        return caughtUp;
    }

    void reached(long offset, boolean end) {
        next = offset;
        if (end) {
            caughtUp = true;
        }
    }

    /** Accounts without a log have none of their events below this offset in memory any more. */
    void forgetBelow(long offset) {
        from = Math.max(from, offset);
    }

    /** Records between {@link #next} and this offset are gone from Kafka; whoever needed them was told. */
    void resumeAt(long offset) {
        from = offset;
        next = offset;
    }
}
