package dev.baton.opsctl;

/** What the operator asked for cannot be done; the message is one line that says why. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
