package dev.baton.platform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets one replica at a time migrate a database, by an advisory lock of a PostgreSQL session. Liquibase's own lock is a
 * row: a replica that is killed while it migrates leaves it locked, and no replica starts any more until an operator
 * clears it; whoever waits for it looks every ten seconds only; and two replicas that meet an empty database both make
 * Liquibase's tables before either asks for it. A session's lock ends with the session, and is held around all of that.
 *
 * <p>It is the first to meet the server, and refuses one that is too old for the services' SQL.
 */
final class MigrationLock implements BeanPostProcessor {
    /** Any constant; the lock is one in each database. */
    static final long KEY = 0x6d696772617465L;

    /** The first version with {@code RETURNING old.…}. */
    private static final int OLDEST_SERVER = 18;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Map<String, Connection> held = new ConcurrentHashMap<>();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            try {
                Connection session = liquibase.getDataSource().getConnection();
                held.put(name, session);
                refuseOldServer(name, session);
                acquire(session);
                forgetWhoDied(session);
            } catch (SQLException e) {
                throw new BeanCreationException(name, "the database cannot be locked for its migration", e);
            }
        }
        return bean;
    }

    /** Not reached when the migration fails: then the service does not start, and its end closes the session. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Connection session = held.remove(name);
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                throw new BeanCreationException(name, "the lock of the migration cannot be given back", e);
            }
        }
        return bean;
    }

    private static void refuseOldServer(String name, Connection session) throws SQLException {
        DatabaseMetaData server = session.getMetaData();
        if (server.getDatabaseMajorVersion() < OLDEST_SERVER) {
            throw new BeanCreationException(name,
                    "PostgreSQL " + OLDEST_SERVER + " or newer is needed, and this server is "
                            + server.getDatabaseProductVersion());
        }
    }

    private static void acquire(Connection session) throws SQLException {
        long began = System.nanoTime();
        // Tried, not waited for: a statement that waits keeps a snapshot, and CREATE INDEX CONCURRENTLY of the replica
        // that migrates would wait for that in turn.
        while (!isTrue(session, "SELECT pg_try_advisory_lock(" + KEY + ")")) {
            if (System.nanoTime() - began > LONGEST_WAIT.toNanos()) {
                throw new SQLException("another replica has migrated this database for longer than " + LONGEST_WAIT);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Whoever holds Liquibase's row while the session's lock is ours lives no more. */
    private static void forgetWhoDied(Connection session) throws SQLException {
        if (isTrue(session, "SELECT to_regclass('databasechangeloglock') IS NOT NULL")) {
            try (Statement statement = session.createStatement()) {
                statement
                        .execute("UPDATE databasechangeloglock SET locked = false, lockgranted = NULL, lockedby = NULL "
                                + "WHERE locked");
            }
        }
    }

    private static boolean isTrue(Connection session, String question) throws SQLException {
        try (Statement statement = session.createStatement(); ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
