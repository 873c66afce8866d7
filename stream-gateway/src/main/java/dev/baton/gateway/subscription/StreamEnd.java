package dev.baton.gateway.subscription;

import java.util.Locale;

/** Why a stream ended, as a tag of the metrics. */
public enum StreamEnd {
    /** By the client, or by what lies between. */
    CLIENT,
    /** Its token ran out. */
    EXPIRED,
    /** Its person was deactivated or demoted. */
    REVOKED,
    /** It took nothing for too long. */
    STALLED,
    /** Its person has opened so many that the oldest had to go. */
    EVICTED,
    /** This replica goes away. */
    DRAINED,
    /** The socket failed. */
    ERROR;

    /** As metrics name it. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
