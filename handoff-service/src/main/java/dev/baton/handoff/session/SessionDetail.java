package dev.baton.handoff.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with its timeline, oldest step first.
 *
 * @param resolution null until it is resolved
 */
public record SessionDetail(@JsonUnwrapped Session session, List<Step> steps, @Nullable Resolution resolution) {
    public SessionDetail {
        steps = List.copyOf(steps);
    }
}
