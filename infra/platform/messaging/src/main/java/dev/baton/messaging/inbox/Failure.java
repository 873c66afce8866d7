package dev.baton.messaging.inbox;

import dev.baton.messaging.ProjectionBehind;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

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

    // A rollback fails when its connection died under the effect; then it hides why it was tried.
    private static final List<Class<?>> UNUSABLE = List.of(CannotCreateTransactionException.class,
            TransactionSystemException.class, TransientDataAccessException.class, RecoverableDataAccessException.class,
            DataAccessResourceFailureException.class);
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
        return UNUSABLE.stream().anyMatch(type -> type.isInstance(cause))
                || (cause instanceof SQLException sql && isOutage(sql.getSQLState()));
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null && state.length() == 5 && (OUTAGE_CLASSES.contains(state.substring(0, 2))
                || state.equals(IDLE_IN_TRANSACTION) || state.equals(LOCK_NOT_AVAILABLE));
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
