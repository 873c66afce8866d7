package dev.baton.launcher;

/** Something that the person at the terminal can put right; the message is one line that says how. */
final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String advice;

    CannotRun(String advice) {
        super(advice);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
