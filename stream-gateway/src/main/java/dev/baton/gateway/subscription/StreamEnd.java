package dev.baton.gateway.subscription;

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
    /** This replica goes away. */
    DRAINED,
    /** The socket failed. */
    ERROR
}
