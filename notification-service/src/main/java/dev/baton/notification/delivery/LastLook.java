package dev.baton.notification.delivery;

/** Whether a message may go out, in SQL: asked before the wire, and when somebody wants it sent once more. */
public final class LastLook {
    /** A delivery, as c and d, with its handoff h, its webhook w and its person p. */
    public static final String SUBJECT = """
            delivery c
                LEFT JOIN handoff_state h ON h.account_id = c.account_id AND h.handoff_id = c.handoff_id
                LEFT JOIN webhook w ON w.account_id = c.account_id AND w.id = c.webhook_id
                LEFT JOIN person p ON p.account_id = c.account_id AND p.user_id = c.recipient_id
            WHERE c.account_id = :account AND c.id = :id AND d.account_id = c.account_id AND d.id = c.id""";

    /** Why it has no purpose any more, null when it has one. */
    static final String PURPOSE_GONE = """
            CASE WHEN d.kind IN ('pick_up', 'reminder', 'admin_reminder') AND h.status = 'cancelled' THEN '%s'
                 WHEN d.kind IN ('pick_up', 'reminder', 'admin_reminder') AND h.status IS DISTINCT FROM 'open' THEN '%s'
                 WHEN d.kind = 'idle_reminder' AND h.claimed_by IS DISTINCT FROM d.recipient_id THEN '%s'
                 WHEN d.kind = 'idle_reminder' AND h.worked_on THEN '%s'
                 WHEN d.kind = 'destination_disabled' AND w.state IS DISTINCT FROM 'disabled' THEN '%s'
                 WHEN d.kind = 'destination_disabled' AND p.may_administer IS NOT TRUE THEN '%s'
                 WHEN d.kind = 'destination_disabled' THEN NULL
                 WHEN d.webhook_id IS NOT NULL AND w.id IS NULL THEN '%s'
                 WHEN d.webhook_id IS NOT NULL AND w.state <> 'active' THEN '%s'
                 WHEN d.webhook_id IS NULL AND p.may_pick_up IS NOT TRUE THEN '%s'
                 WHEN d.webhook_id IS NULL AND d.kind = 'admin_reminder' AND p.may_administer IS NOT TRUE THEN '%s'
                 END""".formatted(
            Reasons.HANDOFF_CANCELLED, Reasons.HANDOFF_CLAIMED, Reasons.HANDOFF_RETURNED, Reasons.SESSION_WORKED_ON,
            Reasons.DESTINATION_CHANGED, Reasons.RECIPIENT_NOT_ELIGIBLE, Reasons.DESTINATION_REMOVED,
            Reasons.DESTINATION_DISABLED, Reasons.RECIPIENT_NOT_ELIGIBLE, Reasons.RECIPIENT_NOT_ELIGIBLE);

    /** Why it must not go out, null when it may. Of constants only. */
    public static final String WHY_NOT = "CASE WHEN d.expires_at <= :now THEN '%s' ELSE %s END".formatted(
            Reasons.TOO_LATE,
            PURPOSE_GONE);

    private LastLook() {}
}
