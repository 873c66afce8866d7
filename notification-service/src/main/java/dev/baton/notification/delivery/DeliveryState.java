package dev.baton.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a delivery is.
 *
 * <pre>
 * PENDING → CLAIMED → SENDING → ACCEPTED → (DELIVERED | BOUNCED)
 * SENDING → RETRY | FAILED | AMBIGUOUS → (RETRY | NEEDS_REVIEW)
 * PENDING | RETRY | CLAIMED → SUPPRESSED | EXPIRED
 * FAILED | NEEDS_REVIEW | EXPIRED → RETRY | PENDING, when an admin wants it
 * </pre>
 */
public enum DeliveryState {
    /** Not tried yet. */
    PENDING,
    /** A replica has it in hand; it is not on the wire. */
    CLAIMED,
    /** On the wire: if the replica dies now, nobody knows what the other side did. */
    SENDING,
    /** The other side took responsibility for it. */
    ACCEPTED,
    /** The other side reported that it arrived. */
    DELIVERED,
    /** The other side reported that it did not arrive. */
    BOUNCED,
    /** Was not accepted and will be tried again. */
    RETRY,
    /** Was refused for good. */
    FAILED,
    /** Was on the wire when the conversation or the replica ended. */
    AMBIGUOUS,
    /** Was ambiguous twice: a person decides. */
    NEEDS_REVIEW,
    /** Was not sent because it had lost its purpose; the reason says why. */
    SUPPRESSED,
    /** Was not sent in time. */
    EXPIRED;

    /** As stored and as shown in the API; also the tag of metrics. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
