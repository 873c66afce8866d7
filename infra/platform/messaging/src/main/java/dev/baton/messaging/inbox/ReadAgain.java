package dev.baton.messaging.inbox;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A record is not finished, and the consumer has to go back before it is tried again. */
final class ReadAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OptionalLong from;

    private ReadAgain(OptionalLong from, @Nullable RuntimeException cause) {
        super("read again", cause, false, false);
        this.from = from;
    }

    /** Sequences are missing before the record; they may be found from this offset on. */
    static ReadAgain fromBeforeGap(long offset) {
        return new ReadAgain(OptionalLong.of(offset), null);
    }

    /** The record still waits, and the consumer has to poll, or to stop. */
    static ReadAgain waiting(RuntimeException cause) {
        return new ReadAgain(OptionalLong.empty(), cause);
    }

    /** Empty: from the record itself. */
    OptionalLong from() {
        return from;
    }
}
