package dev.baton.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/** Turns that come at a fixed rate from now on, whatever became of the earlier ones. */
public final class Pace {
    private static final double NANOS_OF_A_SECOND = 1e9;

    private final long begin = System.nanoTime();
    private final double interval;

    public Pace(double perSecond) {
        this.interval = NANOS_OF_A_SECOND / perSecond;
    }

    /**
     * Waits until a turn has come; not at all when it is late.
     *
     * @param turn from 0; half a one lies in the middle between two
     */
    public void await(double turn) {
        long due = due(turn);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** When a turn comes, of {@link System#nanoTime}. */
    public long due(double turn) {
        return begin + (long) (turn * interval);
    }
}
