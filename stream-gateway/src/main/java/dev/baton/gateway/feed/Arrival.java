package dev.baton.gateway.feed;

/** What a record is to its account, told by (epoch, sequence) alone. */
public enum Arrival {
    /** The first that is seen of the account: maybe a stale repeat, so its sequence is a lower bound of the head. */
    FIRST,
    NEXT,
    /** A repeat by a relay that was paused or killed; the first occurrence came in order. */
    STALE,
    /** Written before a restore and sent after it. */
    OLD_EPOCH,
    NEW_EPOCH,
    /** At least one event is missing before it. */
    GAP;

    /**
     * Compares a record with the last one.
     *
     * @param epoch of the last record of the account, 0 where none is known
     */
    public static Arrival of(long epoch, long sequence, RecordPlace at) {
        if (epoch == 0) {
            return FIRST;
        }
        if (at.epoch() != epoch) {
            return at.epoch() < epoch ? OLD_EPOCH : NEW_EPOCH;
        }
        if (at.sequence() <= sequence) {
            return STALE;
        }
        return at.sequence() == sequence + 1 ? NEXT : GAP;
    }
}
