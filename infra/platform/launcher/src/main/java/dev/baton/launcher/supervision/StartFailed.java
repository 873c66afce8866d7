package dev.baton.launcher.supervision;

/** A process that ends again and again before it was ready once; starting it more often would not help. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartFailed(String message) {
        super(message);
    }
}
