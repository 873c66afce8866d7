package dev.baton.handoff.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A session with its timeline, oldest step first. */
public record SessionDetail(@JsonUnwrapped Session session, List<Step> steps) {
    public SessionDetail {
        steps = List.copyOf(steps);
    }
}
