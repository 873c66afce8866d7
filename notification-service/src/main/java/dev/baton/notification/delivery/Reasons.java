package dev.baton.notification.delivery;

/** Why a delivery is in its state, as the API and the metrics tell it: stable words, part of the contract. */
final class Reasons {
    static final String HANDOFF_CLAIMED = "handoff_claimed";
    static final String HANDOFF_CANCELLED = "handoff_cancelled";
    static final String HANDOFF_RETURNED = "handoff_returned";
    static final String SESSION_WORKED_ON = "session_worked_on";
    static final String RECIPIENT_NOT_ELIGIBLE = "recipient_not_eligible";
    static final String DESTINATION_CLOSED = "destination_closed";
    static final String DESTINATION_DISABLED = "destination_disabled";
    static final String DESTINATION_REMOVED = "destination_removed";
    static final String DESTINATION_CHANGED = "destination_changed";
    static final String TOO_LATE = "too_late";
    static final String REFUSED = "refused";
    static final String DEFERRED = "deferred";
    static final String UNAVAILABLE = "unavailable";
    static final String CONNECTION_LOST = "connection_lost";
    static final String REPLICA_LOST = "replica_lost";

    private Reasons() {}
}
