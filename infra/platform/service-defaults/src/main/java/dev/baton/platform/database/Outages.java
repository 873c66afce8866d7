package dev.baton.platform.problem;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells an outage, after which the same request may succeed, from a fault of ours. */
final class Outages {
    private Outages() {}

    static boolean includes(Throwable failure) {
        return switch (failure) {
            case DataAccessResourceFailureException _ -> true;
            case TransientDataAccessException _ -> true;
            case RecoverableDataAccessException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case TransactionTimedOutException _ -> true;
            default -> false;
        };
    }
}
