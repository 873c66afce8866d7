package dev.baton.platform.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells a database that cannot be used now, after which the same work may succeed, from a fault of the work itself. */
public final class Outages {
    // A rollback fails when its connection died under the work; then it hides why it was tried.
    private static final List<Class<?>> UNUSABLE = List.of(CannotCreateTransactionException.class,
            TransactionSystemException.class, TransactionTimedOutException.class, TransientDataAccessException.class,
            RecoverableDataAccessException.class, DataAccessResourceFailureException.class);
    // SQL states: connection, resources, rollback by the server, shutdown, and a transaction that was idle for too long.
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "40", "57");
    private static final String IDLE_IN_TRANSACTION = "25P03";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    // More is a circle.
    private static final int MOST_CAUSES = 20;

    private Outages() {}

    /** True if the failure or any of its causes is one of the database's. */
    public static boolean includes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES).anyMatch(Outages::is);
    }

    private static boolean is(Throwable cause) {
        return UNUSABLE.stream().anyMatch(type -> type.isInstance(cause))
                || (cause instanceof SQLException sql && is(sql.getSQLState()));
    }

    private static boolean is(@Nullable String state) {
        return state != null && state.length() == 5 && (OUTAGE_CLASSES.contains(state.substring(0, 2))
                || state.equals(IDLE_IN_TRANSACTION) || state.equals(LOCK_NOT_AVAILABLE));
    }
}
