package dev.baton.messaging;

/**
 * An event needs a projection that has not come far enough yet. It is handled again until it has; it never becomes a dead
 * letter for that.
 */
public final class ProjectionBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectionBehind(String message) {
        // Expected whenever the other topic is a moment later: no stack trace is recorded.
        super(message, null, false, false);
    }
}
