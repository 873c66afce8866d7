package dev.baton.messaging.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * For how long a group has been behind in one partition: the time since the partition's end went past the group's
 * offset. It grows while nothing is handled at all, which a measurement at the consumer does not. As exact as the looks
 * are frequent.
 */
final class TimeLag {
    // Two hours of looks. Of more, the second oldest goes: the answer may then be too long, never too short.
    private static final int MOST = 1440;

    private final Deque<Seen> ends = new ArrayDeque<>();

    /** An end of the partition, and the first and the last time that it was seen. */
    private record Seen(long end, Instant first, Instant last) {}

    /**
     * Takes a look into account.
     *
     * @param committed the offset that the group reads next
     * @param end the offset that the next record of the partition gets
     * @return zero if the group has read everything
     */
    Duration look(long committed, long end, Instant now) {
        see(end, now);
        while (ends.size() > 1 && ends.getFirst().end() < end && second().end() <= committed) {
            ends.removeFirst();
        }
        if (committed >= end) {
            return Duration.ZERO;
        }
        Seen oldest = ends.getFirst();
        // A group that was behind at the first look has been so for at least as long.
        return Duration.between(oldest.end() <= committed ? oldest.last() : oldest.first(), now);
    }

    private void see(long end, Instant now) {
        Seen last = ends.peekLast();
        if (last != null && last.end() > end) {
            // Another topic of the same name.
            ends.clear();
            last = null;
        }
        if (last != null && last.end() == end) {
            ends.removeLast();
            ends.addLast(new Seen(end, last.first(), now));
        } else {
            ends.addLast(new Seen(end, now, now));
        }
        if (ends.size() > MOST) {
            Seen oldest = ends.removeFirst();
            ends.removeFirst();
            ends.addFirst(oldest);
        }
    }

    private Seen second() {
        Seen oldest = ends.removeFirst();
        Seen second = ends.getFirst();
        ends.addFirst(oldest);
        return second;
    }
}
