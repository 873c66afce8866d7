package dev.baton.opsctl;

/** The words are no command; the usage is the answer. */
public final class Misspelt extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
