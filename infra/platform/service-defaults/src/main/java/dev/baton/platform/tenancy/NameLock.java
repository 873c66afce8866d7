package dev.baton.platform.tenancy;

import dev.baton.events.AccountId;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Keeps apart who writes names of an account down and who erases one (E8): what the first has not committed, the second
 * would not see, and the name would stay. Held until the end of the transaction, and taken before any row that an erasure
 * changes, and before any that its writers wait for among themselves.
 */
public final class NameLock {
    private static final String KEY = "(hashtextextended('names of ' || :account, 0))";
    private static final String SHARED = "pg_advisory_xact_lock_shared" + KEY;

    /**
     * {@link #lockToWrite} as a condition of a statement, always true: for one that reads no name, and locks no row before
     * its conditions hold. Its parameter {@code account} is the id as text.
     */
    public static final String HELD_TO_WRITE = " (SELECT true FROM " + SHARED + ") ";

    private final DataSource database;
    private final JdbcClient jdbc;

    NameLock(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * Names that are read from now on may be written down. Any number of transactions at a time.
     *
     * @throws IllegalStateException outside a transaction of the service's own database
     */
    public void lockToWrite(AccountId account) {
        lock(SHARED, account);
    }

    /**
     * Every name that was written down can be seen from now on. One transaction at a time.
     *
     * @throws IllegalStateException outside a transaction of the service's own database
     */
    public void lockToErase(AccountId account) {
        lock("pg_advisory_xact_lock" + KEY, account);
    }

    // A statement of its own: the next one sees what those have committed who were waited for.
    private void lock(String lock, AccountId account) {
        // Without one, or in one of the worker's, it would end with this statement and keep nobody apart.
        if (!isInTransaction()) {
            throw new IllegalStateException("names are locked inside a transaction of the service's database only");
        }
        jdbc.sql("SELECT " + lock)
                .param("account", account.toString())
                .query((row, number) -> true)
                .single();
    }

    // Spring keeps a connection without a transaction, too, where one of another pool runs.
    private boolean isInTransaction() {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return !connection.getAutoCommit();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("look for a transaction", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
