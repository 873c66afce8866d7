package dev.baton.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Measured durations, to three digits. Safe for many threads. */
public final class Latencies {
    private static final int DIGITS = 3;
    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final Histogram nanos = new ConcurrentHistogram(Duration.ofMinutes(2).toNanos(), DIGITS);

    /** An event that was seen before its cause was known to be over took no time. */
    public void record(long duration) {
        nanos.recordValue(Math.clamp(duration, 0, nanos.getHighestTrackableValue()));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** In milliseconds; NaN when nothing was measured. */
    public double percentile(double percentile) {
        return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / NANOS_OF_A_MILLISECOND;
    }

    public double max() {
        return percentile(100);
    }
}
