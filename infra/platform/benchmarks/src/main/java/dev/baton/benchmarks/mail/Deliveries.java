package dev.baton.benchmarks.mail;

import dev.baton.benchmarks.platform.Stage;
import dev.baton.database.ServiceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What notification-service has written, as a superuser sees it. */
final class Deliveries implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Connection connection;

    Deliveries(Stage stage) throws SQLException {
        connection = stage.topology().databases().server().connect(ServiceDatabase.NOTIFICATION.name());
    }

    /** Waits until the service knows so many people. */
    void awaitPeople(int count) throws SQLException {
        await(count, "people", "SELECT count(*) FROM person");
    }

    /** Waits until so many messages were ordered, sent or not. */
    void awaitOrdered(int count) throws SQLException {
        await(count, "deliveries", "SELECT count(*) FROM delivery");
    }

    /** Waits until it is written of so many messages that they were accepted. */
    void awaitAccepted(int count) throws SQLException {
        await(count, "accepted deliveries", "SELECT count(*) FROM delivery WHERE state = 'accepted'");
    }

    /** Of the database so far, some of this class too. */
    long transactions() throws SQLException {
        return number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    private void await(int count, String what, String query) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number(query) < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(number(query) + " of " + count + " " + what + " after " + PATIENCE);
            }
            try (Statement statement = connection.createStatement()) {
                // The server waits, so that asking takes little from what is measured.
                statement.execute("SELECT pg_sleep(0.1)");
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
