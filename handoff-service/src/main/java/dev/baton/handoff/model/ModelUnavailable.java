package dev.baton.handoff.model;

import java.util.Locale;

/** The model gave no answer. Neither the message nor a cause quotes what was sent or what came back. */
public final class ModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    ModelUnavailable(Outcome outcome) {
        super("no answer of the model: " + outcome.name().toLowerCase(Locale.ROOT));
        this.outcome = outcome;
    }

    /** Why. */
    public Outcome outcome() {
        return outcome;
    }
}
