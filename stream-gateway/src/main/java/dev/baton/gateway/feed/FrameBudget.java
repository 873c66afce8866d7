package dev.baton.gateway.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds the frames of all accounts together, by age and by bytes: the oldest go first, whosever they are. The feed's
 * thread only; others may look at the sums.
 */
final class FrameBudget {
    private final Deque<Frame> byAge = new ArrayDeque<>();
    private final long maxAgeMillis;
    private final long maxBytes;
    private volatile long bytes;
    private volatile int count;

    FrameBudget(Duration window, long maxBytes) {
        this.maxAgeMillis = window.toMillis();
        this.maxBytes = maxBytes;
    }

    Frame charge(Frame frame) {
        byAge.addLast(frame);
        add(frame.cost(), 1);
        return frame;
    }

    void forgetOverdue(long nowMillis) {
        Frame oldest = byAge.peekFirst();
        while (oldest != null && isOverdue(oldest, nowMillis)) {
            byAge.removeFirst();
            if (!oldest.isForgotten()) {
                // Frames are charged in the order in which they enter their logs, so it is the first of its log.
                forget(oldest.log().removeFirst());
            }
            oldest = byAge.peekFirst();
        }
    }

    void forgetAll() {
        for (Frame frame : byAge) {
            if (!frame.isForgotten()) {
                forget(frame.log().removeFirst());
            }
        }
        byAge.clear();
    }

    private boolean isOverdue(Frame frame, long nowMillis) {
        return frame.isForgotten() || bytes > maxBytes || nowMillis - frame.appendedAt() > maxAgeMillis;
    }

    void forget(Frame frame) {
        add(-frame.cost(), -1);
        frame.forget();
    }

    // Volatile for those who look; only the feed's thread changes them.
    private void add(int moreBytes, int more) {
        long sum = bytes + moreBytes;
        bytes = sum;
        int frames = count + more;
        count = frames;
    }

    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }
}
