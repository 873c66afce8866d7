package dev.baton.platform.problem;

/**
 * 404 for an unknown id, another account's id, a malformed id and what the person may not see: all answer alike, so
 * that nothing can be learnt from the difference (acceptance T2).
 */
public final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound() {
        super(ProblemType.NOT_FOUND, "There is nothing here that you can see.");
    }
}
