package dev.baton.platform.problem;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a JSON body that breaks a rule for all texts. */
public final class UnreadableText extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /** @param rule told to the client after the field's name, as "holds a control character" */
    public UnreadableText(JsonParser parser, String rule) {
        super(parser, rule);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
