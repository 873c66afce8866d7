package dev.baton.handoff.model;

/** How a call of the model ended. */
public enum Outcome {
    ANSWERED,
    /** Answered up to the limit of tokens; the text stops in the middle. */
    TRUNCATED,
    /** Answered without a text. */
    EMPTY,
    TIMEOUT,
    /** Whoever asked no longer waits. */
    INTERRUPTED,
    /** The provider limits us or is overloaded: HTTP 429, 503 or 529. */
    BUSY,
    /** The provider does not accept the request or the key: any other HTTP 4xx. */
    REJECTED,
    /** Anything else: the provider is broken, away, or answers what cannot be read. */
    FAILED;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int OVERLOADED = 529;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;

    static Outcome ofStatus(int status) {
        if (status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE || status == OVERLOADED) {
            return BUSY;
        }
        return status >= CLIENT_ERRORS && status < SERVER_ERRORS ? REJECTED : FAILED;
    }
}
