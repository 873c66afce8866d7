package dev.baton.gateway.subscription.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The streams of one account on one event loop, in no order. Each keeps its own index: to take one out costs the same
 * however many there are, and a slot is all that is kept for it here. On the loop's thread only.
 */
final class AccountStreams {
    private final List<StreamConnection> streams = new ArrayList<>(1);

    void add(StreamConnection stream) {
        streams.add(stream);
        stream.index(streams.size() - 1);
    }

    /** The last one takes its place, and its turn among {@link #every}. */
    void remove(StreamConnection stream) {
        int index = stream.index();
        StreamConnection last = streams.removeLast();
        if (last != stream) {
            streams.set(index, last);
            last.index(index);
        }
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** A copy: writing may end a stream, which takes it out. */
    List<StreamConnection> all() {
        return List.copyOf(streams);
    }

    /**
     * A copy of every {@code step}-th.
     *
     * @param first the index of the first, below {@code step}
     */
    List<StreamConnection> every(int step, int first) {
        List<StreamConnection> some = new ArrayList<>(streams.size() / step + 1);
        for (int i = first; i < streams.size(); i += step) {
            some.add(streams.get(i));
        }
        return some;
    }
}
