package dev.baton.messaging.inbox;

import dev.baton.messaging.ProjectionBehind;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a record was not taken in, and so what to do about it. */
enum Failure {
    /** The database cannot be used now: wait, however long. */
    OUTAGE,
    /** Another topic has to come first: wait, however long. */
    BEHIND,
    /** Hopeless: a dead letter at once. */
    POISON,
    /** The handler failed for a reason of its own: a few retries, then a dead letter. */
    REJECTED;

    // SQL states: connection, resources, rollback by the server, shutdown, and a transaction that was idle for too long.
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "40", "57");
    private static final String IDLE_IN_TRANSACTION = "25P03";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    static Failure of(Throwable thrown) {
        for (@Nullable
        Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Poison _ -> {
                    return POISON;
                }
                case ProjectionBehind _ -> {
                    return BEHIND;
                }
                default -> {
                    if (isOutage(cause)) {
                        return OUTAGE;
                    }
                }
            }
        }
        return REJECTED;
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case CannotCreateTransactionException _,TransientDataAccessException _,RecoverableDataAccessException _,DataAccessResourceFailureException _ ->
                true;
            case SQLException sql -> isOutage(sql.getSQLState());
            default -> false;
        };
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null && state.length() == 5 && (OUTAGE_CLASSES.contains(state.substring(0, 2))
                || state.equals(IDLE_IN_TRANSACTION) || state.equals(LOCK_NOT_AVAILABLE));
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
