package dev.baton.gateway.past;

import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.ResyncReason;

/** The events that are older than memory. */
public interface PastEvents {
    /**
     * Reads what was missed and answers once, on any thread, perhaps before this returns. It sets no deadline: who asks
     * stops waiting, and is then skipped without an answer.
     */
    void read(Missed missed);

    /** What became of it. */
    sealed interface Answer {
        /**
         * All of it.
         *
         * @param frames now of the one who asked, who releases them
         * @param reached the cursor of a client that has them
         */
        record Told(PastFrames frames, Cursor reached) implements Answer {}

        /** It cannot be told. */
        record Lost(ResyncReason reason) implements Answer {}
    }
}
