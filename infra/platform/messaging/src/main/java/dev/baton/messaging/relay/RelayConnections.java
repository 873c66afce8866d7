package dev.baton.messaging.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections as the relay's role, outside the pool: a relay holds one for as long as it runs.
 *
 * @param url with the database of the outbox
 */
record RelayConnections(String url, String username, @Nullable String password) {
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "outbox-relay");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        // Seconds without an answer; waiting for the lock of a relay that hangs is one and lasts up to 8.
        properties.setProperty("socketTimeout", "30");
        // A relay that is paused in the middle of a round loses its transaction and with it the lock.
        properties.setProperty("options", "-c idle_in_transaction_session_timeout=8s");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public String toString() {
        return "RelayConnections[url=" + url + ", username=" + username + "]";
    }
}
