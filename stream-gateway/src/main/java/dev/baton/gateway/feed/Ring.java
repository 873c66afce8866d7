package dev.baton.gateway.feed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames by an index that only grows: a reader keeps a number and finds its frame in one step, or learns that it is
 * gone. Not safe for several threads; its log guards it.
 */
final class Ring {
    private static final int SMALLEST = 4;

    private @Nullable Frame[] slots = new @Nullable Frame[SMALLEST];
    private long first;
    private long next;

    long first() {
        return first;
    }

    long next() {
        return next;
    }

    boolean isEmpty() {
        return first == next;
    }

    void add(Frame frame) {
        if (next - first == slots.length) {
            resize(slots.length * 2);
        }
        slots[slot(next)] = frame;
        next++;
    }

    Frame get(long index) {
        Frame frame = index < first || index >= next ? null : slots[slot(index)];
        if (frame == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return frame;
    }

    Frame removeFirst() {
        Frame frame = get(first);
        slots[slot(first)] = null;
        first++;
        // Most accounts are quiet most of the time: a burst must not leave its slots behind.
        if (slots.length > SMALLEST && next - first <= slots.length / 4) {
            resize(slots.length / 2);
        }
        return frame;
    }

    /** The index of the first frame after the cursor, {@link #next} if there is none. Frames are in that order. */
    long firstAfter(Cursor cursor) {
        long low = first;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle).isAfter(cursor)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void resize(int length) {
        @Nullable
        Frame[] moved = Arrays.copyOf(new @Nullable Frame[0], length);
        for (long i = first; i < next; i++) {
            moved[(int) (i & (length - 1))] = slots[slot(i)];
        }
        slots = moved;
    }

    private int slot(long index) {
        return (int) (index & (slots.length - 1));
    }
}
