package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import java.util.Set;

/** Is told once for each poll of Kafka which accounts' logs have grown. Called on the feed's thread; must not block. */
@FunctionalInterface
public interface LogListener {
    void grown(Set<AccountId> accounts);
}
