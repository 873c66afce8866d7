package dev.baton.messaging;

import dev.baton.events.Topics;
import java.util.Objects;

/**
 * Declared as a bean, it consumes {@link Topics#DIRECTORY_USERS} from its beginning for as long as the service runs.
 *
 * @param group as in {@link EventSubscription}; the same name may be used for both
 */
public record DirectorySubscription(String group, DirectoryHandler handler) {
    public DirectorySubscription {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(handler, "handler");
    }
}
