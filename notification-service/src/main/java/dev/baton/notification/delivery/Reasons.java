package dev.baton.notification.delivery;

/** Why a delivery is in its state, as the API and the metrics tell it: stable words, part of the contract. */
public final class Reasons {
    public static final String HANDOFF_CLAIMED = "handoff_claimed";
    public static final String HANDOFF_CANCELLED = "handoff_cancelled";
    public static final String HANDOFF_RETURNED = "handoff_returned";
    public static final String SESSION_WORKED_ON = "session_worked_on";
    public static final String RECIPIENT_NOT_ELIGIBLE = "recipient_not_eligible";
    public static final String DESTINATION_CLOSED = "destination_closed";
    public static final String DESTINATION_DISABLED = "destination_disabled";
    public static final String DESTINATION_REMOVED = "destination_removed";
    public static final String DESTINATION_CHANGED = "destination_changed";
    public static final String TOO_LATE = "too_late";
    public static final String REFUSED = "refused";
    public static final String DEFERRED = "deferred";
    public static final String UNAVAILABLE = "unavailable";
    public static final String CONNECTION_LOST = "connection_lost";
    public static final String REPLICA_LOST = "replica_lost";

    private Reasons() {}
}
