package dev.baton.messaging.inbox;

/** Sequences are missing before a record; reading again from where the account was left may find them. */
final class GapFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long rewindTo;

    GapFound(long rewindTo) {
        super("missing sequences, reading again from offset " + rewindTo, null, false, false);
        this.rewindTo = rewindTo;
    }

    long rewindTo() {
        return rewindTo;
    }
}
