package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import dev.baton.gateway.trace.FrameSpans;
import java.util.Set;

/** Is told once for each poll of Kafka which accounts' logs have grown. Called on the feed's thread; must not block. */
@FunctionalInterface
public interface LogListener {
    /**
     * These have something to read.
     *
     * @param spans of what was added, to be ended when it is written
     */
    void grown(Set<AccountId> accounts, FrameSpans spans);
}
