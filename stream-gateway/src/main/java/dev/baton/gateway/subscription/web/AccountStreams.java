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

    /** The last one takes its place. */
    void remove(StreamConnection stream) {
        int index = stream.index();
        StreamConnection last = streams.removeLast();
        if (last != stream) {
            streams.set(index, last);
            last.index(index);
        }
        stream.index(StreamConnection.NOT_LISTED);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** A copy: writing may end a stream, which takes it out. */
    List<StreamConnection> all() {
        return List.copyOf(streams);
    }

    /** Adds those of a slice to others. */
    void addSlice(int slice, List<StreamConnection> others) {
        for (StreamConnection stream : streams) {
            if (stream.slice() == slice) {
                others.add(stream);
            }
        }
    }
}
