package dev.baton.testing;

import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a race of transactions has come to the point that a test waits for. */
public final class Waiting {
    private Waiting() {}

    /** Whether somebody in this database waits for a lock that another transaction holds. */
    public static boolean forALock(TestDatabase database) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                ResultSet waiting = connection.createStatement().executeQuery("""
                        SELECT 1 FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)) {
            return waiting.next();
        }
    }
}
