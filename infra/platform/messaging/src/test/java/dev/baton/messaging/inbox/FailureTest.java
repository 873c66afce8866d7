package dev.baton.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.messaging.ProjectionBehind;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Only what the event itself is to blame for may become a dead letter. */
class FailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new CannotCreateTransactionException("no connection"), Failure.OUTAGE),
                Arguments.of(new TransactionSystemException("JDBC rollback failed", new SQLException("is closed")),
                        Failure.OUTAGE),
                Arguments.of(new DataAccessResourceFailureException("disk full"), Failure.OUTAGE),
                Arguments.of(new QueryTimeoutException("slow"), Failure.OUTAGE),
                Arguments.of(new CannotAcquireLockException("deadlock"), Failure.OUTAGE),
                Arguments.of(uncategorized("57P01"), Failure.OUTAGE),
                Arguments.of(uncategorized("25P03"), Failure.OUTAGE),
                Arguments.of(new IllegalStateException(uncategorized("08006")), Failure.OUTAGE),
                Arguments.of(new ProjectionBehind("not yet"), Failure.BEHIND),
                Arguments.of(new Poison(Poison.Reason.NO_KEY, "no key", null), Failure.POISON),
                Arguments.of(new DataIntegrityViolationException("unique"), Failure.REJECTED),
                Arguments.of(new BadSqlGrammarException("task", "sql", new SQLException("x", "42P01")),
                        Failure.REJECTED),
                Arguments.of(new UnexpectedRollbackException("marked"), Failure.REJECTED),
                Arguments.of(new NullPointerException(), Failure.REJECTED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldApart(RuntimeException thrown, Failure expected) {
        assertThat(Failure.of(thrown)).isEqualTo(expected);
    }

    private static UncategorizedSQLException uncategorized(String state) {
        return new UncategorizedSQLException("task", "sql", new SQLException("x", state));
    }
}
